"""HTML as a tree that two renderings can be compared by: tags, attributes (classes as a set), words."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

VOID = {"input", "br", "img", "link", "meta", "col", "hr", "path", "rect", "circle"}


class Tree(HTMLParser):
    def __init__(self, ignored: Iterable[str] = ()) -> None:
        super().__init__(convert_charrefs=True)
        self.ignored = set(ignored)
        self.root: list[Any] = []
        self.open: list[list[Any]] = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {name: value for name, value in attrs if name not in self.ignored}
        if "class" in kept:
            kept["class"] = " ".join(sorted((kept["class"] or "").split()))
        node = [tag, kept, []]
        self.open[-1].append(node)
        if tag not in VOID:
            self.open.append(node[2])

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if words := " ".join(data.split()):
            self.open[-1].append(words)


def tree(html: str, ignored: Iterable[str] = ()) -> list[Any]:
    parser = Tree(ignored)
    parser.feed(html)
    parser.close()
    return parser.root
