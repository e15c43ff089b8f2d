"""Do other people's link checkers agree? lychee over every page, linkchecker from the home page."""

import asyncio
import csv
import io
import json
import os
import re
import tempfile
from pathlib import Path

from .. import tools
from ..bench import Bench
from ..findings import Report
from ..schedule import Check


async def _output(*command: str, **options) -> tuple[str, str]:
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, **options
    )
    out, error = await process.communicate()
    return out.decode(), error.decode()


async def _lychee(bench: Bench, report: Report, view: str, starts: list[str], *options: str):
    with tempfile.NamedTemporaryFile("w") as list_file:
        list_file.write("\n".join(starts))
        list_file.flush()
        out, error = await _output(
            str(tools.VENV / "bin" / "lychee"),
            "--no-progress",
            "--format",
            "json",
            "--include-fragments=anchor-only",
            "--max-concurrency",
            "4",
            "--timeout",
            "30",
            "--max-retries",
            "1",
            "--files-from",
            list_file.name,
            *options,
            cwd=bench.site.folder,
        )
    if "{" not in out:
        return report.fault("", "lychee", f"did not answer: {error[-300:]}", view)
    for source, errors in (json.loads(out[out.index("{") :]).get("error_map") or {}).items():
        for one in errors:
            where = source.removeprefix(str(bench.site.folder) + "/").removeprefix(bench.server.base)
            url = one.get("url", "?").replace(bench.site.folder.as_uri(), "").replace(bench.server.base, "")
            report.fault(where, url[-100:], f"lychee: {(one.get('status') or {}).get('text', '')[:100]}", view)


async def lychee_on_disk(bench: Bench, report: Report):
    """`--index-files ''`: a folder is no page on a disk."""
    files = [str(bench.site.folder / page.path) for page in bench.site.linked]
    await _lychee(bench, report, "file://", files, "--offline", "--index-files", "")


async def lychee_served(bench: Bench, report: Report):
    urls = [bench.server.base + page.path for page in bench.site.linked]
    await _lychee(bench, report, "http", urls, "--exclude", ".*", "--include", "^" + re.escape(bench.server.origin))


async def linkchecker(bench: Bench, report: Report):
    origin = bench.server.origin
    with tempfile.TemporaryDirectory() as home:
        # Run by root it becomes nobody, who must be able to look in here.
        os.chmod(home, 0o777)
        settings = Path(home, "settings")
        settings.write_text("[checking]\nmaxrequestspersecond=1000\n")
        environment = {
            **os.environ,
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
            "PYTHONWARNINGS": "ignore",
        }
        out, error = await _output(
            str(tools.VENV / "bin" / "linkchecker"),
            "-f",
            str(settings),
            "-o",
            "csv",
            "--no-status",
            "--no-robots",
            "--verbose",
            "--threads",
            "4",
            "--timeout",
            "30",
            "--ignore-url",
            f"^(?!{re.escape(origin)})",
            "-r",
            "-1",
            bench.server.base + "index.html",
            env=environment,
            cwd=home,
        )
    rows = list(csv.DictReader((line for line in io.StringIO(out) if not line.startswith("#")), delimiter=";"))
    report.expect(bool(rows), "", "linkchecker", f"did not answer: {error[-300:]}")
    for row in rows:
        if (row.get("url") or "").startswith(origin) and row["valid"] != "True":
            where = (row.get("parentname") or "").replace(bench.server.base, "")
            report.fault(
                where, row["url"].replace(bench.server.base, ""), f"linkchecker: {row.get('result', '')[:100]}"
            )


CHECK = Check(
    "crawlers",
    "that lychee and linkchecker find no broken link, served and on a disk",
    lambda site, sample: [linkchecker, lychee_served, lychee_on_disk],
)
