"""Does a first visit stay as light as DESIGN promises?"""

import gzip
import posixpath

from ..bench import Bench
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..view import PHONE

KB = 1024
CSS, CSS_GZIP = 16 * KB, 5 * KB
JS, JS_GZIP = 10 * KB, 4 * KB
PAGE_GZIP = 14 * KB
REQUESTS = 5  # and the icon
LIGHT = ("home", "landing", "part", "short guide", "step")


def _linked(site: Site, page: Page, css: str, attribute: str) -> list[str]:
    """The files that a page's head names, as paths in the folder."""
    urls = [element.get(attribute) for element in page.document.all(css)]
    paths = [posixpath.normpath(posixpath.join(posixpath.dirname(page.path), url)) for url in urls if url]
    return [path for path in paths if path in site.files]


def _sizes(site: Site, paths: list[str]) -> tuple[int, int]:
    """Bytes as they are, and each file gzipped by itself, as a server would."""
    contents = [(site.folder / path).read_bytes() for path in paths]
    return sum(map(len, contents)), sum(len(gzip.compress(data, 9, mtime=0)) for data in contents)


async def weights(bench: Bench, report: Report):
    site = bench.site
    known: dict[tuple, tuple[int, int]] = {}
    for page in site.linked:
        styles, scripts = (
            _linked(site, page, "link[rel~=stylesheet]", "href"),
            _linked(site, page, "script[src]", "src"),
        )
        for files, what, raw_limit, gzip_limit in (
            (styles, "style sheets", CSS, CSS_GZIP),
            (scripts, "scripts", JS, JS_GZIP),
        ):
            raw, packed = known.setdefault(tuple(files), _sizes(site, files))
            report.expect(
                raw <= raw_limit,
                page.path,
                ", ".join(files),
                f"the {what} have {raw:,} bytes, the budget is {raw_limit:,}",
            )
            report.expect(
                packed <= gzip_limit,
                page.path,
                ", ".join(files),
                f"the {what} have {packed:,} bytes gzipped, the budget is {gzip_limit:,}",
            )
        if page.kind in LIGHT:
            _, whole = _sizes(site, [page.path, *styles])
            report.expect(
                whole <= PAGE_GZIP,
                page.path,
                "",
                f"the page and its style sheets have {whole:,} bytes gzipped, the budget is {PAGE_GZIP:,}",
            )


async def requests(bench: Bench, report: Report):
    """Counted in the browser: what a reader who has never been here fetches before touching anything."""
    pages = {page.kind: page for page in reversed(bench.site.linked) if page.kind in LIGHT}
    for page in pages.values():
        async with bench.context(PHONE) as context:
            tab = await bench.tab(context, page, PHONE, go=False)
            icons = {e.get("href") for e in page.document.all("link[rel~=icon]")}
            asked: list[str] = []
            tab.on("request", lambda sent, asked=asked: asked.append(sent.url))
            await tab.goto(bench.address(page, PHONE), wait_until="networkidle")
        pictures = len(page.document.all("main img"))
        counted = [
            url
            for url in asked
            if not any(url.endswith(icon.lstrip("./")) for icon in icons) and not url.endswith("/favicon.ico")
        ]
        report.expect(
            len(counted) <= REQUESTS + pictures,
            page.path,
            ", ".join(url.rsplit("/", 1)[-1] for url in counted),
            f"a first view makes {len(counted)} requests, the budget is {REQUESTS}, the icon and the author's pictures",
        )


CHECK = Check(
    "budgets", "that pages, styles and scripts are as light as promised", lambda site, sample: [weights, requests]
)
