"""Runs the jobs of all checks, several at a time, in one browser."""

import asyncio
import time
import traceback
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from .bench import Bench
from .findings import Report
from .site import Page, Site

# One thing to look at: usually one check on one page. It reports faults and returns nothing.
Job = Callable[[Bench, Report], Awaitable[None]]


# Seconds. No job needs a tenth of it; a browser that was ended from outside would be waited for without end.
TIME_LIMIT = 1200


@dataclass(frozen=True)
class Check:
    """`says` completes "This check says …"; `jobs` gets the pages that the slow checks should look at."""

    name: str
    says: str
    jobs: Callable[[Site, list[Page]], Iterable[Job]]


async def run(checks: list[Check], site: Site, sample: list[Page], bench: Bench, workers: int) -> list[Report]:
    """One report for each check, in their order."""
    reports = [bench.noise if check.name == "policy" else Report(check.name) for check in checks]
    queue = [(report, job) for check, report in zip(checks, reports) for job in check.jobs(site, sample)]
    queue.reverse()

    async def work():
        while queue:
            report, job = queue.pop()
            began = time.monotonic()
            try:
                await asyncio.wait_for(job(bench, report), TIME_LIMIT)
            except Exception:
                # A check that breaks must not pass for one that found nothing.
                report.fault(
                    "",
                    getattr(job, "__name__", str(job))[:200],
                    "the check itself failed: " + traceback.format_exc(limit=-3)[-900:],
                )
            report.seconds += time.monotonic() - began

    await asyncio.gather(*(work() for _ in range(workers)))
    return reports
