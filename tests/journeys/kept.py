"""What a phone keeps until the server has it: read from its own store."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.story import WAIT
from tests.world import World

NOTE = "The cooker is dead and the flat is warm."
KEPT = "It goes by itself, once, when you are back online."
EVERYTHING_KEPT = """async () => {
  const database = await new Promise((done) => {
    const asked = indexedDB.open('waymark')
    asked.onsuccess = () => done(asked.result)
  })
  const found = {}
  for (const name of database.objectStoreNames) {
    const rows = await new Promise((done) => {
      const asked = database.transaction(name).objectStore(name).getAll()
      asked.onsuccess = () => done(asked.result)
    })
    found[name] = []
    for (const row of rows) {
      const shown = {}
      for (const [key, value] of Object.entries(row)) {
        if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
          shown[key] = new TextDecoder('utf-8', { fatal: false }).decode(value)
        } else if (value instanceof CryptoKey) {
          shown[key] = `key, extractable: ${value.extractable}`
          await crypto.subtle.exportKey('raw', value).then(() => { shown[key] = 'taken out' }, () => {})
        } else shown[key] = String(value)
      }
      found[name].push(shown)
    }
  }
  database.close()
  return found
}"""


def form_of(world: World) -> str:
    return f"/people/{world.sam.pk}/contact/new/"


def until(page: Page, so: Callable[[], object], what: str, *, patience: int = WAIT) -> None:
    """Wait for it, `patience` milliseconds at the longest."""
    for _ in range(patience // 100):
        if so():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not {what} after {patience} ms")


def ready(page: Page) -> None:
    """The worker is in charge and the names are on the phone."""
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    until(page, lambda: kept(page, "names"), "names on the phone")


def write(page: Page, note: str = NOTE) -> None:
    page.get_by_role("group", name="Did you reach").get_by_label("Yes").check()
    page.get_by_role("group", name="How?").get_by_label("Face to face").check()
    page.get_by_label("What happened?").fill(note)


def kept(page: Page, store: str = "entries") -> list[dict[str, str]]:
    return list(page.evaluate(EVERYTHING_KEPT)[store])
