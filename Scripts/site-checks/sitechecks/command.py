"""The command: check one or more built sites, print what was found, exit 0 or 1."""

import argparse
import asyncio
import os
import sys
import time
from pathlib import Path

from .bench import Bench, browser
from .checks import ALL
from .findings import Report, show
from .schedule import Check, run
from .server import Server
from .site import Site


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="run",
        description="Checks built site folders by outside tools. Exit 0: nothing found; 1: faults; 2: wrong usage.",
    )
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="DIR", help="a built site: a folder with an index.html; never changed"
    )
    parser.add_argument("--only", metavar="CHECK,…", help="run these checks alone")
    parser.add_argument("--list", action="store_true", help="name the checks and stop")
    parser.add_argument(
        "--pages", metavar="PATH,…", help="look at these pages in the browser, instead of a choice by kind"
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=(os.cpu_count() or 2) + 1,
        help="pages open at the same time (default %(default)s)",
    )
    options = parser.parse_args()
    if not options.folders and not options.list:
        parser.error("name a folder")
    for folder in options.folders:
        if not folder.is_dir():
            parser.error(f"{folder} is not a folder")
    return options


def chosen(only: str | None) -> list[Check]:
    names = only.split(",") if only else [check.name for check in ALL]
    unknown = set(names) - {check.name for check in ALL}
    if unknown:
        raise SystemExit(f"no check is called {', '.join(sorted(unknown))}; --list names them")
    return [check for check in ALL if check.name in names]


async def check_folder(folder: Path, checks: list[Check], options, chromium) -> int:
    """Prints one site's faults and its summary line; returns their number."""
    began = time.monotonic()
    site = Site(folder)
    wanted = options.pages.split(",") if options.pages else None
    sample = [page for page in site.pages if page.path in wanted] if wanted else site.sample
    with Server(site) as server:
        reports = await run(checks, site, sample, Bench(site, chromium, server), options.workers)
    print(
        f"{folder}: {len(site.pages)} pages; in the browser: "
        + ", ".join(f"{page.path} ({page.kind})" for page in sample)
    )
    for report in reports:
        show(report)
    absent = sorted({feature for report in reports for feature in report.absent})
    if absent:
        print("  not on this site, so not checked: " + ", ".join(absent))
    return summary(folder, site, sample, reports, time.monotonic() - began)


def summary(folder: Path, site: Site, sample: list, reports: list[Report], seconds: float) -> int:
    faults = sum(len(report.findings) for report in reports)
    each = ", ".join(f"{report.check} {len(report.findings)} ({report.seconds:.0f} s)" for report in reports)
    print(f"  {each}")
    print(
        f"{'FAIL ' if faults else ''}site-checks: {faults} faults by {len(reports)} checks on {len(site.pages)} pages "
        f"({len(sample)} of them in the browser) of {folder}, {seconds:.0f} s",
        flush=True,
    )
    return faults


async def main() -> int:
    options = arguments()
    if options.list:
        print("\n".join(f"{check.name:12} {check.says}" for check in ALL))
        return 0
    checks = chosen(options.only)
    async with browser() as chromium:
        faults = [await check_folder(folder, checks, options, chromium) for folder in options.folders]
    if len(faults) > 1:
        print(f"{'FAIL ' if any(faults) else ''}site-checks: {sum(faults)} faults on {len(faults)} sites", flush=True)
    return 1 if any(faults) else 0


def start():
    sys.exit(asyncio.run(main()))
