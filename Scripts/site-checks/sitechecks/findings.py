"""What a check found, and how it is printed."""

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One fault at one place. `view` says how the page was looked at: "360 dark", "file://"."""

    check: str
    page: str
    element: str
    message: str
    view: str = ""

    @property
    def place(self) -> str:
        return f"{self.page} ({self.view})" if self.view else self.page


class Report:
    """Collects the findings of one check, and what a site does not have and so was not checked."""

    def __init__(self, check: str):
        self.check = check
        self.findings: list[Finding] = []
        self.absent: set[str] = set()
        self.seconds = 0.0

    def fault(self, page: str, element: str, message: str, view: str = ""):
        finding = Finding(self.check, page, element, message, view)
        if finding not in self.findings:
            self.findings.append(finding)

    def expect(self, holds: bool, page: str, element: str, message: str, view: str = "") -> bool:
        """Reports `message` unless what it denies holds."""
        if not holds:
            self.fault(page, element, message, view)
        return bool(holds)

    def lacks(self, feature: str):
        """Notes something that this site has none of, so that no check goes quiet unseen."""
        self.absent.add(feature)


def grouped(findings: list[Finding]) -> list[tuple[str, str, list[str]]]:
    """The same message about the same element, once, with all its places; the commonest first."""
    groups = defaultdict(list)
    for finding in findings:
        groups[finding.message, finding.element].append(finding.place)
    return sorted(((m, e, places) for (m, e), places in groups.items()), key=lambda group: -len(group[2]))


def show(report: Report, limit: int = 25):
    """Prints one check's findings, at most `limit` different ones."""
    groups = grouped(report.findings)
    for message, element, places in groups[:limit]:
        more = f", and {len(places) - 2} more places" if len(places) > 2 else ""
        print(f"  {report.check}: {message}")
        print(f"      {element + '  ' if element else ''}[{', '.join(places[:2])}{more}]")
    if len(groups) > limit:
        print(f"  {report.check}: … {len(groups) - limit} more kinds of fault")
