"""Is it right on paper? Printed to PDF by Chromium, read back by poppler."""

import asyncio
import re
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lxml import etree
from playwright.async_api import Page as Tab

from .. import hooks
from ..bench import Bench, ask
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..view import DESK

# Sizes of sheets, in PDF points.
SHEETS = {"A4": (595.3, 841.9), "Letter": (612.0, 792.0)}
FRAME = (".top", ".dock", hooks.MAP, ".foot", ".pager", hooks.DIALOG, hooks.TOAST, "button")


@dataclass
class Word:
    sheet: int
    top: float
    bottom: float
    text: str


async def printed(tab: Tab, sheet: str) -> tuple[int, list[Word]]:
    """How many sheets a page takes, and each word on them with its place, in points from the sheet's top."""
    with tempfile.TemporaryDirectory() as folder:
        pdf, boxes = Path(folder, "page.pdf"), Path(folder, "page.xml")
        await tab.pdf(path=str(pdf), format=sheet, prefer_css_page_size=False)
        process = await asyncio.create_subprocess_exec("pdftotext", "-bbox", str(pdf), str(boxes))
        await process.wait()
        tree = etree.parse(str(boxes), etree.XMLParser(recover=True))
        pages = tree.findall(".//{*}page")
        words = [
            Word(number, float(word.get("yMin")), float(word.get("yMax")), word.text or "")
            for number, page in enumerate(pages, 1)
            for word in page.findall("{*}word")
        ]
        return len(pages), words


async def whole_steps(page: Page, sheet: str, bench: Bench, report: Report):
    """No step that fits on one sheet is split over two; every sheet is numbered; every step is there."""
    async with bench.open(page, DESK) as tab:
        margins = await ask(tab, "page-margins")
        await ask(tab, "mark-steps")
        sheets, words = await printed(tab, sheet)
        height = SHEETS[sheet][1] - margins["top"] - margins["bottom"]
        top, bottom = margins["top"], SHEETS[sheet][1] - margins["bottom"]
        steps = [step.get("id") for step in page.document.all(f"main {hooks.STEP}")]
        for number, slug in enumerate(steps):
            begin, end = (next((w for w in words if w.text == f"{mark}{number}Z"), None) for mark in ("QXB", "QXE"))
            if not report.expect(begin and end, page.path, f"#{slug}", "a step is not on paper", sheet):
                continue
            length = (
                end.bottom - begin.top
                if begin.sheet == end.sheet
                else (bottom - begin.top) + (end.bottom - top) + (end.sheet - begin.sheet - 1) * height
            )
            report.expect(
                begin.sheet == end.sheet or length > height,
                page.path,
                f"#{slug}",
                f"a step is split over sheets {begin.sheet} and {end.sheet} though it fits on one ({length:.0f} of {height:.0f} points)",
                sheet,
            )
        _numbered(page, sheet, sheets, words, margins, report)


def _numbered(page: Page, sheet: str, sheets: int, words: list[Word], margins: dict, report: Report):
    """Each sheet has its number, in the digits of any script, and from the second on says whose it is."""
    for number in range(1, sheets + 1):
        here = [word for word in words if word.sheet == number]
        above = [word for word in here if word.bottom < margins["top"]]
        below = [word for word in here if word.top > SHEETS[sheet][1] - margins["bottom"]]
        numbers = {int(text) for word in above + below for text in re.findall(r"\d+", word.text)}
        if number > 1:
            report.expect(number in numbers, page.path, f"sheet {number}", "a sheet has no number", sheet)
            named = any(re.search(r"\w{2,}", word.text) and not word.text.isdigit() for word in above + below)
            report.expect(named, page.path, f"sheet {number}", "a sheet has no running head", sheet)


async def one_sheet(page: Page, bench: Bench, report: Report):
    """A worksheet fits on one sheet, in Europe and in America."""
    async with bench.open(page, DESK) as tab:
        for sheet in SHEETS:
            sheets, _ = await printed(tab, sheet)
            report.expect(sheets == 1, page.path, "", f"a worksheet takes {sheets} sheets", sheet)


async def without_frame(page: Page, bench: Bench, report: Report):
    """On paper the frame is gone, the ink is dark on white whatever the theme, and nothing is cut off at the side."""
    async with bench.open(page, DESK.but(scheme="dark")) as tab:
        margins = await ask(tab, "page-margins")
        width = (SHEETS["A4"][0] - margins["left"] - margins["right"]) * 96 / 72
        await tab.set_viewport_size({"width": round(width), "height": 900})
        await tab.emulate_media(media="print", color_scheme="dark")
        for css in FRAME:
            if await tab.evaluate("css => [...document.querySelectorAll(css)].some(e => e.checkVisibility())", css):
                report.fault(page.path, css, "a part of the screen's frame is printed")
        for name, by in await ask(tab, "sideways"):
            report.fault(page.path, name, f"is wider than a sheet of A4, by {by} px")
        for scroller in await ask(tab, "scrollers"):
            report.fault(page.path, scroller, "is cut off on paper: it would have to be scrolled")
        for name, color in await ask(tab, "pale-ink"):
            report.fault(page.path, name, f"is too pale on paper ({color})")


def jobs(site: Site, sample: list[Page]):
    for page in site.of_kind("print") if sample is site.sample else [page for page in sample if page.kind == "print"]:
        for sheet in SHEETS:
            yield partial(whole_steps, page, sheet)
    for page in (
        site.of_kind("worksheet") if sample is site.sample else [page for page in sample if page.kind == "worksheet"]
    ):
        yield partial(one_sheet, page)
    for page in sample:
        if page.document.has("link[rel~=stylesheet]"):
            yield partial(without_frame, page)


CHECK = Check(
    "paper",
    "that print editions split no step that fits a sheet, sheets are numbered, worksheets fit one, and frames stay on screen",
    jobs,
)
