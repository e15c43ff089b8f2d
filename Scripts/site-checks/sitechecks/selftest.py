"""Proves that the checks find what they are there to find.

A check that never fails proves nothing. So a good site is copied once for each line of breaks.py and
broken in one place; the check named there must then report it, and must not have reported it before.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from .bench import Bench, browser
from .breaks import BREAKS, Break
from .checks import ALL
from .copy import Copy
from .findings import Finding
from .schedule import Check, run
from .server import Server
from .site import Site


def only(check: Check, name: str) -> Check:
    """The check with those of its jobs that have this name."""

    def jobs(site, sample):
        return [job for job in check.jobs(site, sample) if getattr(getattr(job, "func", job), "__name__", "") == name]

    return replace(check, jobs=jobs)


async def findings(break_: Break, site: Site, pages: list[str], chromium) -> list[Finding]:
    check = only(next(check for check in ALL if check.name == break_.check), break_.only)
    sample = [page for page in site.pages if page.path in pages]
    with Server(site) as server:
        return (await run([check], site, sample, Bench(site, chromium, server), 1))[0].findings


class Proof:
    """Breaks the site in all ways, several at a time, and remembers what the good site says."""

    def __init__(self, good: Site, chromium):
        self.good, self.chromium = good, chromium
        self.before: dict[tuple, asyncio.Task] = {}

    async def of(self, break_: Break) -> str:
        """ "reported: …", or what stands against it."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Copy(self.good, Path(folder, "site"))
            try:
                pages = break_.edit(copy)
            except LookupError as missing:
                return f"NOT TRIED: {missing}"
            known = await self._good(break_, pages)
            if any(break_.says in self._words(finding) for finding in known):
                return f"NOT PROVED: the good site has it already: {break_.says}"
            found = await findings(break_, Site(copy.folder), pages, self.chromium)
        hits = [
            finding
            for finding in found
            if break_.says in self._words(finding) and "the check itself failed" not in finding.message
        ]
        if hits:
            return f"reported: {hits[0].message[:80]}"
        return "MISSED" + (f", but it says: {found[0].message[-160:]}" if found else "")

    def _words(self, finding: Finding) -> str:
        return f"{finding.message} {finding.view}"

    async def _good(self, break_: Break, pages: list[str]) -> list[Finding]:
        key = (break_.check, break_.only, tuple(pages))
        if key not in self.before:
            self.before[key] = asyncio.create_task(findings(break_, self.good, pages, self.chromium))
        return await self.before[key]


async def main() -> int:
    parser = argparse.ArgumentParser(
        prog="self-test", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a good built site; it is copied, never changed")
    parser.add_argument("--only", metavar="CHECK,…", help="try the breaks of these checks alone")
    parser.add_argument("--workers", type=int, default=(os.cpu_count() or 2) + 2)
    options = parser.parse_args()
    breaks = [one for one in BREAKS if not options.only or one.check in options.only.split(",")]
    began, answers, queue = time.monotonic(), {}, list(enumerate(breaks))
    async with browser() as chromium:
        proof = Proof(Site(options.folder), chromium)

        async def work():
            while queue:
                number, one = queue.pop()
                answers[number] = await proof.of(one)

        await asyncio.gather(*(work() for _ in range(options.workers)))
    for number, one in enumerate(breaks):
        print(f"{one.check:10} {one.what:52} {answers[number]}")
    untried = {check.name for check in ALL} - {one.check for one in BREAKS}
    failed = [answer for answer in answers.values() if not answer.startswith("reported")]
    for name in sorted(untried):
        print(f"{name:10} no break is written for this check")
    bad = bool(failed or untried)
    print(
        f"{'FAIL ' if bad else ''}self-test: {len(breaks) - len(failed)} of {len(breaks)} breaks reported by the check that should, {time.monotonic() - began:.0f} s"
    )
    return 1 if bad else 0


def start():
    sys.exit(asyncio.run(main()))
