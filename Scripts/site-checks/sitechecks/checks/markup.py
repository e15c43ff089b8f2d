"""Is every file what it says it is? Two parsers of HTML, and vnu for CSS and SVG."""

import asyncio
import json
import re

from .. import tools
from ..bench import Bench
from ..findings import Report
from ..schedule import Check

ALLOWED = [
    re.compile(line.strip())
    for line in (tools.SCRIPTS / "site-checks" / "vnu-allow.txt").read_text().splitlines()
    if line.strip() and not line.startswith("#")
]


async def vnu(bench: Bench, report: Report):
    """The Nu Html Checker over HTML, CSS and SVG at once; its warnings count too."""
    folder = bench.site.folder
    files = [path for path in bench.site.files if path.endswith((".html", ".htm", ".css", ".svg"))]
    for start in range(0, len(files), 500):
        process = await asyncio.create_subprocess_exec(
            "java",
            "-Xss4m",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            str(tools.VNU),
            "--also-check-css",
            "--also-check-svg",
            "--format",
            "json",
            "--exit-zero-always",
            "--stdout",
            *files[start : start + 500],
            cwd=folder,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, error = await process.communicate()
        if not out.strip().startswith(b"{"):
            report.fault("", "vnu", f"did not answer: {error.decode()[-500:]}")
            continue
        for message in json.loads(out)["messages"]:
            if message["type"] == "info" and message.get("subType") != "warning":
                continue
            text = message.get("message", "")
            if any(pattern.search(text) for pattern in ALLOWED):
                continue
            path = message.get("url", "").split(str(folder) + "/")[-1]
            extract = " ".join(message.get("extract", "").split())[:100]
            report.fault(f"{path}:{message.get('lastLine', '?')}", extract, f"vnu: {text}")


async def strict_parse(bench: Bench, report: Report):
    """html5lib follows the specification's own algorithm and names every parse error."""
    for page in bench.site.pages:
        for line, error in page.document.parse_errors:
            report.fault(f"{page.path}:{line}", "", f"html5lib: {error}")


CHECK = Check("markup", "that HTML, CSS and SVG are valid", lambda site, sample: [vnu, strict_parse])
