"""Draw the icons of the installed app from Waymark's sign: `python vendor/icons.py`. Needs Chromium, as the journeys do."""

from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).parent.parent / "waymark" / "core" / "static" / "waymark"
GROUND = "#0a3531"  # --brand-dark of tokens.css
# A phone may cut a maskable icon to a circle of four fifths: the sign keeps clear of the rest.
ICONS = {"icon-180.png": (180, 0.76), "icon-192.png": (192, 0.76), "icon-512.png": (512, 0.76)} | {
    "icon-512-maskable.png": (512, 0.6)
}


def main() -> None:
    sign = (STATIC / "sign.svg").read_text()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for name, (size, share) in ICONS.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            inner = round(size * share)
            page.set_content(
                f"<style>body{{margin:0;height:{size}px;display:grid;place-items:center;background:{GROUND}}}"
                f"svg{{width:{inner}px;height:{inner}px}}</style>{sign}"
            )
            page.screenshot(path=str(STATIC / name))
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
