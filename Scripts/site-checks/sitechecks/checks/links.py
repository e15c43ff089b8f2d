"""Does every link lead somewhere, wherever the folder is put? Read from the files alone.

Stricter than any crawler: letter case must be right (some hosts mind), a link must name a file and
not a folder (file:// has no index pages), and nothing may start at the root of a domain.
"""

import posixpath
import urllib.parse
from collections import Counter
from collections.abc import Iterator

import tinycss2

from ..bench import Bench
from ..document import name_of
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site

ADDRESSES = {
    "a": ["href"],
    "area": ["href"],
    "link": ["href"],
    "img": ["src", "srcset"],
    "source": ["src", "srcset"],
    "script": ["src"],
    "iframe": ["src"],
    "video": ["src", "poster"],
    "audio": ["src"],
    "track": ["src"],
    "object": ["data"],
    "embed": ["src"],
    "form": ["action"],
    "input": ["src"],
    "use": ["href"],
    "image": ["href"],
}
FOLLOWED = {"a", "area", "form"}
# Links in the head that name an address without fetching it.
NAMED = {"canonical", "alternate", "author", "license", "next", "prev", "help", "search", "me"}
APART = ("mailto:", "tel:", "sms:")


def references(page: Page) -> Iterator[tuple[object, str]]:
    """Every address on a page, with its element."""
    for element in page.document.root.iter():
        tag = str(element.tag).split("}")[-1]
        for attribute in ADDRESSES.get(tag, []):
            value = element.get(attribute) or (
                element.get("{http://www.w3.org/1999/xlink}href") if attribute == "href" else None
            )
            if value is None:
                continue
            urls = (
                [part.split()[0] for part in value.split(",") if part.strip()]
                if attribute == "srcset"
                else [value.strip()]
            )
            yield from ((element, url) for url in urls)
        if tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            yield element, (element.get("content") or "").split("url=")[-1].strip(" '\"")


def style_references(css: str) -> Iterator[str]:
    """Every url(…) and @import of a style sheet."""
    pending = list(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))
    while pending:
        node = pending.pop()
        if node.type == "url":
            yield node.value
        elif node.type == "function" and node.lower_name == "url":
            yield from (argument.value for argument in node.arguments if argument.type == "string")
        elif node.type == "at-rule" and node.lower_at_keyword == "import":
            yield from (part.value for part in node.prelude if part.type in ("string", "url"))
        for inner in ("prelude", "content", "arguments"):
            pending += getattr(node, inner, None) or []


class Addresses:
    """The files and anchors that a link may name."""

    def __init__(self, site: Site):
        self.site = site
        self.files = set(site.files)
        self.anchors = {page.path: {e.get("id") for e in page.document.all("[id]")} for page in site.pages}

    def target(self, source: str, url: str) -> str:
        path = urllib.parse.unquote(url.split("#")[0].split("?")[0])
        return posixpath.normpath(posixpath.join(posixpath.dirname(source), path)) if path else source

    def fault(self, source: str, url: str) -> str | None:
        """What is wrong with a relative address, or None."""
        target, anchor = self.target(source, url), urllib.parse.unquote(urllib.parse.urlsplit(url).fragment)
        if target.startswith(".."):
            return "a link leads out of the folder"
        if (self.site.folder / target).is_dir():
            return "a link names a folder, which file:// cannot open"
        if target not in self.files:
            near = next((file for file in self.files if file.lower() == target.lower()), None)
            return f"the letter case differs from {near}" if near else "a broken link"
        if anchor and anchor not in self.anchors.get(target, {anchor}) and not anchor.startswith(":~:"):
            return "a broken anchor"
        return None


async def addresses(bench: Bench, report: Report):
    site = bench.site
    known = Addresses(site)
    for page in site.pages:
        for element, url in references(page):
            tag = str(element.tag).split("}")[-1]
            if message := _wrong(site, known, page, tag, element, url):
                report.fault(page.path, name_of(element), f"{message}: {url[:100]}")
        if page.document.has("base"):
            report.fault(page.path, "base", "a base element moves every relative link")
    for path in (file for file in site.files if file.endswith(".css")):
        for url in style_references((site.folder / path).read_text()):
            if not url.startswith("#") and (message := _not_here(url) or known.fault(path, url)):
                report.fault(path, "", f"{message}: {url[:100]}")


def _not_here(url: str) -> str | None:
    if url.startswith("//") or urllib.parse.urlsplit(url).scheme:
        return "something is fetched from elsewhere"
    return "a link starts at the domain's root" if url.startswith("/") else None


def _wrong(site: Site, known: Addresses, page: Page, tag: str, element, url: str) -> str | None:
    scheme = urllib.parse.urlsplit(url).scheme.lower()
    if site.base_url and url.startswith(site.base_url):
        here = url.removeprefix(site.base_url)
        return known.fault("index.html", here + "index.html" if here.endswith("/") or not here else here)
    if scheme in ("http", "https") or url.startswith("//"):
        if tag in FOLLOWED or tag == "link" and set((element.get("rel") or "").split()) & NAMED:
            return (
                None
                if tag != "a" or _tells_nobody(page, element)
                else "a link tells the other site where the reader came from"
            )
        return "something is fetched from elsewhere"
    if scheme:
        return None if url.lower().startswith(APART) and tag == "a" else f"a link with {scheme}:"
    if url.startswith("/") and page.kind == "404" and site.base_path and url.startswith(site.base_path):
        return known.fault("index.html", url.removeprefix(site.base_path) or "index.html")
    if url.startswith("/"):
        return "a link starts at the domain's root"
    if page.kind == "404" and not url.startswith("#"):
        return "a page that is served at any depth has a relative link"
    return known.fault(page.path, url)


def _tells_nobody(page: Page, element) -> bool:
    policy = page.document.first("meta[name=referrer]")
    return "noreferrer" in (element.get("rel") or "") or (policy is not None and policy.get("content") == "no-referrer")


async def ids(bench: Bench, report: Report):
    for page in bench.site.pages:
        for name, count in Counter(element.get("id") for element in page.document.all("[id]")).items():
            report.expect(count == 1, page.path, f"#{name}", f"an id is used {count} times")
            report.expect(
                bool(name) and not any(c.isspace() for c in name),
                page.path,
                f"#{name}",
                "an id is empty or has a space",
            )


async def orphans(bench: Bench, report: Report):
    """Every page can be reached from home by links."""
    known, pages = Addresses(bench.site), {page.path: page for page in bench.site.pages}
    reached, pending = {"index.html"}, ["index.html"]
    while pending:
        source = pending.pop()
        for element, url in references(pages[source]):
            if element.tag in ("a", "meta") and not urllib.parse.urlsplit(url).scheme:
                target = known.target(source, url)
                if target in pages and target not in reached:
                    reached.add(target)
                    pending.append(target)
    for page in bench.site.linked:
        report.expect(page.path in reached, page.path, "", "no chain of links leads here from the home page")


CHECK = Check(
    "links",
    "that links, anchors and ids are right, wherever the folder is put",
    lambda site, sample: [addresses, ids, orphans],
)
