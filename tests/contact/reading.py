"""Reads a page as somebody in front of it would: what stands in its fields, where its links lead, its words."""

import html
import re
from html.parser import HTMLParser

from django.http import HttpResponse


class Page(HTMLParser):
    """`fields` name → value of what is filled in, ticked or chosen; `links` text → address; `words` all text."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.offers: dict[str, list[str]] = {}
        self.links: list[tuple[str, str]] = []
        self.heading = ""
        self._select = self._area = self._link = ""
        self._in_heading = False
        text = response.content.decode()
        self.words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "input":
            if given.get("type") in {"radio", "checkbox"}:
                self.offers.setdefault(name, []).append(value)
                if "checked" in given:
                    self.fields[name] = value
            else:
                self.fields[name] = value
        elif tag == "textarea":
            self._area, self.fields[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self.fields[self._select] = value
        elif tag == "a":
            self._link = given.get("href") or ""
            self.links.append(("", self._link))
        elif tag == "h1":
            self._in_heading = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "a":
            self._link = ""
        elif tag == "h1":
            self._in_heading = False

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data
        if self._link:
            words, href = self.links[-1]
            self.links[-1] = (" ".join(f"{words} {data}".split()), href)
        if self._in_heading:
            self.heading = " ".join(f"{self.heading} {data}".replace("\u00a0", " ").split())
