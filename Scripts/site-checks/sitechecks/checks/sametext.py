"""Is a page the same page when it is opened from a disk?"""

from functools import partial

from ..bench import Bench
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..view import DESK

# More pages than this are spread evenly over the site.
MOST_PAGES = 60


async def same(page: Page, bench: Bench, report: Report):
    """Every word that shows, and the colors of the page, served and from file://."""
    seen = {}
    for disk in (False, True):
        async with bench.open(page, DESK.but(disk=disk)) as tab:
            seen[disk] = (await tab.evaluate("() => document.body.innerText")).split(), await tab.evaluate("() => [document.title, getComputedStyle(document.body).backgroundColor]")
    (served, look), (from_disk, disk_look) = seen[False], seen[True]
    if served != from_disk:
        at = next((n for n, (a, b) in enumerate(zip(served, from_disk)) if a != b), min(len(served), len(from_disk)))
        report.fault(page.path, "", f"reads differently from a disk: “…{' '.join(from_disk[at:at + 6])}” instead of “…{' '.join(served[at:at + 6])}”")
    report.expect(look == disk_look, page.path, "", f"looks different from a disk: {disk_look} instead of {look}")


def jobs(site: Site, sample: list[Page]):
    pages = site.linked if sample is site.sample else [page for page in sample if page.kind != "404"]
    for page in pages[:: max(1, -(-len(pages) // MOST_PAGES))]:
        yield partial(same, page)


CHECK = Check("sametext", "that pages read and look the same from a server and from file://", jobs)
