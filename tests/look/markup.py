"""A small reader of HTML that says what is wrong with a page: tags left open, ids used twice, words that point nowhere."""

from collections import Counter
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form")
BLOCKS_IN_PARAGRAPH = {
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "form",
    "section",
    "table",
    "h1",
    "h2",
    "h3",
    "details",
    "fieldset",
}


class Markup(HTMLParser):
    """Feed it a page, then read `problems`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.points_to: list[tuple[str, str]] = []
        self.headings: list[int] = []
        self.found: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = Counter(name for name, _ in attrs)
        self.found += [f"<{tag}> has {name} twice" for name, times in names.items() if times > 1]
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in POINTERS:
                self.points_to += [(name, part) for part in (value or "").split()]
            elif name == "style" or name.startswith("on"):
                self.found.append(f"<{tag}> carries {name}")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if "p" in self.open and tag in BLOCKS_IN_PARAGRAPH:
            self.found.append(f"<{tag}> inside <p>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.found.append(f"</{tag}> closes <{self.open[-1] if self.open else 'nothing'}>")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    @property
    def problems(self) -> list[str]:
        twice = [f"id {name!r} twice" for name, times in Counter(self.ids).items() if times > 1]
        nowhere = [f"{name} points to {target!r}" for name, target in self.points_to if target not in self.ids]
        ones = [] if self.headings.count(1) == 1 else [f"{self.headings.count(1)} h1"]
        skipped = [
            f"h{after} follows h{before}"
            for before, after in zip(self.headings, self.headings[1:], strict=False)
            if after > before + 1
        ]
        return self.found + twice + nowhere + ones + skipped + [f"<{tag}> left open" for tag in self.open]
