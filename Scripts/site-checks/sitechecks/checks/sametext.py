"""Is a page the same page when it is opened from a disk?"""

from functools import partial

from ..bench import Bench
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..view import DESK
from ..wording import difference

# More pages than this are spread evenly over the site.
MOST_PAGES = 60


async def same(page: Page, bench: Bench, report: Report):
    """Every word that shows, and the colors of the page, served and from file://."""
    words, looks = {}, {}
    for disk in (False, True):
        async with bench.open(page, DESK.but(disk=disk)) as tab:
            words[disk] = await tab.inner_text("body")
            looks[disk] = await tab.evaluate("() => [document.title, getComputedStyle(document.body).backgroundColor]")
    if found := difference(words[False], words[True]):
        report.fault(page.path, "", f"reads differently from a disk: {found}")
    report.expect(
        looks[False] == looks[True],
        page.path,
        "",
        f"looks different from a disk: {looks[True]} instead of {looks[False]}",
    )


def jobs(site: Site, sample: list[Page]):
    pages = site.linked if sample is site.sample else [page for page in sample if page.kind != "404"]
    for page in pages[:: max(1, -(-len(pages) // MOST_PAGES))]:
        yield partial(same, page)


CHECK = Check("sametext", "that pages read and look the same from a server and from file://", jobs)
