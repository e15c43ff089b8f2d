"""A built site folder: its pages, what kinds they are, and which of them to look at in a browser."""

import urllib.parse
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from .document import Document, text_of
from .kinds import KINDS, kind_of


@cache
def _document(data: bytes) -> Document:
    """Parsed once for the same bytes: the self-test opens many sites that differ in one file."""
    return Document(data)


@dataclass(frozen=True)
class Page:
    """One HTML file. `path` is relative to the folder, with forward slashes."""

    path: str
    kind: str
    document: Document = field(repr=False, compare=False)
    bytes: int = 0

    @property
    def language(self) -> str:
        return (self.document.root.get("lang") or "").split("-")[0]


class Site:
    """Everything is read once, when the site is opened; no check changes the folder."""

    def __init__(self, folder: Path):
        self.folder = folder.resolve()
        self.files = sorted(f.relative_to(self.folder).as_posix() for f in self.folder.rglob("*") if f.is_file())
        self.pages = [self._read(path) for path in self.files if path.endswith((".html", ".htm"))]
        if not any(page.kind == "home" for page in self.pages):
            raise SystemExit(f"{folder}: no index.html, so this is not a built site")

    def _read(self, path: str) -> Page:
        data = (self.folder / path).read_bytes()
        document = _document(data)
        return Page(path, kind_of(path, document), document, len(data))

    def of_kind(self, *kinds: str) -> list[Page]:
        return [page for page in self.pages if page.kind in kinds]

    @property
    def readable(self) -> list[Page]:
        """Pages that a reader reads: all but redirects."""
        return [page for page in self.pages if page.kind != "redirect"]

    @property
    def linked(self) -> list[Page]:
        """Pages that a reader reaches by links: all but redirects and the page for wrong addresses."""
        return [page for page in self.readable if page.kind != "404"]

    @cached_property
    def id(self) -> str:
        """What readers' ticks are kept under."""
        return self.of_kind("home")[0].document.root.get("data-site") or ""

    @cached_property
    def base_url(self) -> str:
        """The configured address of the site, with a closing slash; empty when there is none."""
        canonical = self.of_kind("home")[0].document.first("link[rel=canonical]")
        return urllib.parse.urljoin(canonical.get("href"), ".") if canonical is not None else ""

    @property
    def base_path(self) -> str:
        """The path of the configured address: "/", "/guides/"; empty when there is none."""
        return urllib.parse.urlsplit(self.base_url).path

    @cached_property
    def searches(self) -> list[tuple[str, str]]:
        """What the search page lists: the title and the address of each step, from the site's root."""
        pages = self.of_kind("search")
        return [(text_of(link), link.get("href")) for link in pages[0].document.all(".hits a")] if pages else []

    def word_to_find(self) -> str:
        """A word that a search must find: the longest in the title of the first step, or all of that where words have no spaces."""
        return max(self.searches[0][0].split(), key=len).strip("“”\"'.,:;?!’")

    @cached_property
    def sample(self) -> list[Page]:
        """Pages for the slow checks: each kind in each language, and every component of the site."""
        return choose(self.readable)

    def first_with(self, *selectors: str, kinds: tuple[str, ...] = ()) -> Page | None:
        """The first page that has all of these, in any of these kinds (none named: any)."""
        for page in self.pages:
            if (not kinds or page.kind in kinds) and all(page.document.has(css) for css in selectors):
                return page
        return None


def choose(pages: list[Page]) -> list[Page]:
    """Few pages that together show each kind in each language, and each component.

    Of each kind the page with most components, then those with a component that no chosen page of
    the language has shown. Of the print editions, which show everything once more, the shortest.
    """
    chosen: list[Page] = []
    groups: dict[tuple[int, str], list[Page]] = {}
    for page in pages:
        groups.setdefault((KINDS.index(page.kind), page.language), []).append(page)
    shown: dict[str, set[str]] = {}
    for (kind, language), group in sorted(groups.items()):
        if KINDS[kind] == "print":
            chosen.append(min(group, key=lambda page: page.bytes))
            continue
        seen = shown.setdefault(language, set())
        best = max(group, key=lambda page: (len(page.document.components), -page.bytes))
        while best:
            chosen.append(best)
            seen |= best.document.components
            group = [page for page in group if page.document.components - seen]
            best = max(group, key=lambda page: (len(page.document.components - seen), -page.bytes), default=None)
    return chosen
