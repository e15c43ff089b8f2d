"""Do titles, headings and languages tell a reader where they are?"""

import re
from collections import defaultdict

from ..bench import Bench
from ..document import name_of, text_of
from ..findings import Report
from ..schedule import Check
from ..scripts import foreign

RIGHT_TO_LEFT = {"ar", "he", "fa", "ur", "yi", "ps", "dv", "ckb", "sd", "ug"}
# What a tab, a bookmark and a search result show of a title.
TITLE_LIMIT = 65


async def titles(bench: Bench, report: Report):
    pages = defaultdict(list)
    for page in bench.site.readable:
        found = [text_of(title) for title in page.document.all("head > title")]
        if report.expect(
            len(found) == 1 and found[0] != "", page.path, "title", f"there are {len(found)} titles, or an empty one"
        ):
            pages[found[0]].append(page.path)
            report.expect(
                len(found[0]) <= TITLE_LIMIT,
                page.path,
                f'"{found[0]}"',
                f"a title is longer than {TITLE_LIMIT} characters",
            )
    for title, paths in pages.items():
        report.expect(len(paths) == 1, ", ".join(paths[:3]), f'"{title}"', f"{len(paths)} pages have one title")


async def headings(bench: Bench, report: Report):
    for page in bench.site.readable:
        found = [h for h in page.document.all("h1, h2, h3, h4, h5, h6") if not _apart(h)]
        ones = [h for h in found if h.tag == "h1"]
        report.expect(len(ones) == 1, page.path, "h1", f"there are {len(ones)} first headings")
        report.expect(
            not found or found[0].tag == "h1",
            page.path,
            name_of(found[0]) if found else "",
            "a heading stands before the first heading",
        )
        level = 0
        for heading in found:
            here = int(heading.tag[1])
            report.expect(
                here <= level + 1,
                page.path,
                name_of(heading),
                f"a heading of level {here} follows one of level {level}",
            )
            report.expect(text_of(heading) != "", page.path, name_of(heading), "a heading is empty")
            level = here


def _apart(heading) -> bool:
    """Headings of dialogs are an outline of their own."""
    return any(parent.tag == "dialog" for parent in heading.iterancestors())


async def languages(bench: Bench, report: Report):
    for page in bench.site.readable:
        root = page.document.root
        report.expect(bool(page.language), page.path, "html", "no language is given")
        wanted = "rtl" if page.language in RIGHT_TO_LEFT else "ltr"
        report.expect(
            (root.get("dir") or "ltr") == wanted,
            page.path,
            "html",
            f"the direction is not {wanted} in a page in {page.language}",
        )


async def parts_in_other_languages(bench: Bench, report: Report):
    """Words in another script say whose they are (WCAG 3.1.2), or a voice cannot read them and they may run the wrong way.

    The library's own name is a name, and may stand as it is.
    """
    names = {text_of(brand) for page in bench.site.readable for brand in page.document.all(".brand")}
    for page in bench.site.readable:
        for element in page.document.all("body *:not(script):not(style)"):
            own = " ".join([element.text or "", *(child.tail or "" for child in element)])
            around = [element, *element.iterancestors()]
            language = next((e.get("lang") for e in around if e.get("lang")), "").split("-")[0]
            if own.strip() not in names and (word := foreign(own, language)):
                report.fault(page.path, name_of(element), f"“{word}” stands in a text in {language or 'no language'}")


async def digits(bench: Bench, report: Report):
    """The theme counts in the digits of the page's language, as its lists do."""
    for page in bench.site.readable:
        if page.document.root.get("data-digits", "0123456789") == "0123456789":
            continue
        for element in page.document.all(
            ".blaze, .step > .here, .step h1 > .vh, .step h2 > .vh, label.tick, a[data-copy], [role=doc-noteref]"
        ):
            latin = re.search("[0-9]+", text_of(element) + element.get("aria-label", ""))
            report.expect(not latin, page.path, name_of(element), f"a number is not in the digits of {page.language}")


async def descriptions(bench: Bench, report: Report):
    for page in bench.site.linked:
        found = page.document.all("meta[name=description]")
        report.expect(
            len(found) <= 1 and all(d.get("content") for d in found),
            page.path,
            "meta",
            f"{len(found)} descriptions, or an empty one",
        )
        report.expect(page.document.has("meta[name=viewport]"), page.path, "meta", "no viewport is given")


CHECK = Check(
    "outline",
    "that titles are unique, headings in order, languages and directions right",
    lambda site, sample: [titles, headings, languages, parts_in_other_languages, digits, descriptions],
)
