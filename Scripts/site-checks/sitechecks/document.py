"""One HTML file, read as a browser would read it."""

from functools import cache, cached_property

import html5lib
from cssselect import HTMLTranslator
from html5lib import treebuilders
from lxml import etree


@cache
def _path(css: str) -> etree.XPath:
    return etree.XPath(HTMLTranslator().css_to_xpath(css))


class Document:
    """The parsed tree, with CSS selectors to ask it, and what a strict parser objects to."""

    def __init__(self, data: bytes):
        parser = html5lib.HTMLParser(treebuilders.getTreeBuilder("lxml"), namespaceHTMLElements=False)
        self.root = parser.parse(data, transport_encoding=None).getroot()
        self.parse_errors = [
            (position[0], f"{code} {values.get('name', '')}".strip()) for position, code, values in parser.errors
        ]

    def all(self, css: str) -> list:
        return _path(css)(self.root)

    def first(self, css: str):
        return next(iter(self.all(css)), None)

    def has(self, css: str) -> bool:
        return self.first(css) is not None

    @cached_property
    def components(self) -> frozenset[str]:
        """Every `element.class` on the page: what makes two pages of one kind worth a look each."""
        found = set()
        for element in self.root.iter():
            if isinstance(element.tag, str) and not element.tag.startswith("{"):
                found.add(element.tag)
                found.update(f"{element.tag}.{name}" for name in (element.get("class") or "").split())
        return frozenset(found)


def text_of(element) -> str:
    """The words inside an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def name_of(element) -> str:
    """How messages name an element: `a.btn.leave "Leave this site"`."""
    name = str(element.tag).split("}")[-1]
    name += f"#{element.get('id')}" if element.get("id") else ""
    name += "".join(f".{part}" for part in (element.get("class") or "").split())
    words = text_of(element)[:40]
    return f'{name} "{words}"' if words else name
