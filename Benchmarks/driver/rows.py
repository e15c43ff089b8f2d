"""What is measured. Each function below measures one group of programs against each other, in
interleaved rounds, so that a busy minute of the machine falls on all of them alike.
"""
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import corpus
import peers
from measuring import medians, page_bytes, remove, state_of


@dataclass
class Row:
    name: str
    what: str
    ours: str
    other: str
    value: float
    unit: str  # "×", "MB", "ms", "files"
    bar: float | None = None
    beyond: float | None = None
    more_is_better: bool = False


class Bench:
    def __init__(self, options, measuring, build, waymark, repository, programs):
        self.options, self.measuring, self.build, self.waymark = options, measuring, build, waymark
        self.repository, self.programs = repository, programs
        self.work = measuring.work
        self.rows = []
        self.raw = {}

    # Helpers

    def note(self, text):
        print(f"# {text}", flush=True)

    def library(self, name, steps, editions="web"):
        folder = self.work / name
        if not folder.exists():
            self.note(f"writing a library of {steps:,} steps")
            corpus.write_library(folder, steps, editions)
        return folder

    def build_command(self, project, out, *options):
        return [self.waymark, "build", project, "-o", out, "--quiet", *options]

    def clean(self, project, out):
        """As if nothing had been built before; whatever a build remembers is gone too."""
        remove(out)
        remove(project / ".waymark")

    def rounds(self, group, contenders):
        """contenders: name → (what is done before, command, working folder)."""
        runs = {name: [] for name in contenders}
        for number in range(self.options.rounds):
            for name, (before, command, folder) in contenders.items():
                before()
                run = self.measuring.run(command, cwd=folder)
                runs[name].append(run)
                self.note(f"{group}, round {number + 1}, {name}: {run.wall:.4f} s wall, {run.cpu:.4f} s CPU, "
                          f"{run.peak:.0f} MB")
        self.raw[group] = {name: [vars(run) for run in of] for name, of in runs.items()}
        return {name: medians(of) for name, of in runs.items()}

    def add(self, name, what, ours, other, value, unit, bar=None, beyond=None, more_is_better=False):
        self.rows.append(Row(name, what, ours, other, value, unit, bar, beyond, more_is_better))

    # Groups

    def build_rows(self):
        steps = self.options.steps
        web = self.library("web", steps)
        every = self.work / "every"
        if not every.exists():
            every.mkdir()
            shutil.copytree(web / "content", every / "content")
            (every / "content" / "site.yml").write_text(corpus.SITE.format(editions="web, print, search"))
        out = self.work / "out"
        # The floor writes pages of our own mean size.
        self.measuring.run(self.build_command(web, out))
        pages, size = page_bytes(out)
        floor = str(self.build / "floor")
        said = self.measuring.work / "floor-says"
        self.measuring.run(["sh", "-c", f"'{floor}' render '{web / 'content'}' > '{said}'"])
        found = re.search(r"(\d+) pages, source \d+ bytes, html (\d+) bytes", said.read_text())
        floor_pages, floor_size = int(found[1]), int(found[2])
        padding = max(0, (size - floor_size) // floor_pages)
        self.raw["pages"] = {"pages": pages, "bytes": size, "padding": padding}
        self.note(f"{pages:,} pages of {size / pages:,.0f} bytes; the floor adds {padding:,} bytes to each text")

        def fresh(project):
            return lambda: self.clean(project, out)

        contenders = {
            "floor": (lambda: (remove(out), out.mkdir()), [floor, "write", web / "content", out, padding], None),
            "waymark": (fresh(web), self.build_command(web, out), None),
            "waymark, all editions": (fresh(every), self.build_command(every, out), None),
            "waymark, 1 thread": (fresh(web), self.build_command(web, out, "--jobs", "1"), None),
        }
        if "hugo" in self.programs:
            site = self.work / "hugo"
            if not site.exists():
                peers.hugo_site(web / "content", site)
            contenders["hugo"] = (
                lambda: remove(out), [self.programs["hugo"], "build", "--quiet", "-s", site, "-d", out], None)
        got = self.rounds("clean build", contenders)
        remove(out)
        ours, floor, every = got["waymark"], got["floor"], got["waymark, all editions"]
        one = got["waymark, 1 thread"]
        self.web = ours
        label = f"Clean build, {steps:,} steps"
        s = seconds
        self.add("build-cpu", f"{label}: CPU against the floor in C", s(ours.cpu), s(floor.cpu),
                 ours.cpu / floor.cpu, "×", 1.8, 1.4)
        self.add("build-wall", f"{label}: time against the floor in C", s(ours.wall), s(floor.wall),
                 ours.wall / floor.wall, "×", 1.8, 1.4)
        self.add("every-cpu", f"{label}, all editions: CPU against the same floor", s(every.cpu), s(floor.cpu),
                 every.cpu / floor.cpu, "×")
        self.add("every-wall", f"{label}, all editions: time against the same floor", s(every.wall),
                 s(floor.wall), every.wall / floor.wall, "×")
        if "hugo" in got:
            self.add("hugo", f"{label}: how many times faster than Hugo 0.168", s(ours.wall),
                     s(got["hugo"].wall), got["hugo"].wall / ours.wall, "×", 7, 10, True)
        self.add("threads", f"{label}: how many times faster with 2 threads than with 1", s(ours.wall),
                 s(one.wall), one.wall / ours.wall, "×", more_is_better=True)

    def shipped_rows(self):
        if "mdbook" not in self.programs:
            return
        project = self.work / "shipped"
        if not project.exists():
            project.mkdir()
            shutil.copytree(self.repository / "content", project / "content")
            peers.book(project / "content", self.work / "book")
        out, book_out = self.work / "shipped-out", self.work / "book-out"
        got = self.rounds("shipped library", {
            "waymark": (lambda: self.clean(project, out), self.build_command(project, out), None),
            "mdbook": (lambda: remove(book_out),
                       [self.programs["mdbook"], "build", "-d", book_out, self.work / "book"], None),
        })
        self.add("mdbook", "The library in content/, all editions: CPU against mdBook 0.5 on the same text",
                 seconds(got["waymark"].cpu), seconds(got["mdbook"].cpu),
                 got["waymark"].cpu / got["mdbook"].cpu, "×", 1.0, 0.5)

    def scale_rows(self):
        small, large = self.options.steps, self.options.large
        out = self.work / "out"
        contenders = {}
        for name, folder, steps in (("small", "web", small), ("large", "large", large)):
            project = self.library(folder, steps)
            contenders[name] = (
                lambda project=project: self.clean(project, out), self.build_command(project, out), None)
        got = self.rounds("scale", contenders)
        remove(out)
        remove(self.work / "large")
        each = {"small": got["small"].wall / small, "large": got["large"].wall / large}
        self.add("scale-time", f"{large:,} steps against {small:,}: time for each step",
                 f"{each['large'] * 1e6:.0f} µs", f"{each['small'] * 1e6:.0f} µs",
                 each["large"] / each["small"], "×", 1.15, 1.05)
        self.add("scale-memory", f"{large:,} steps: most memory", "", "",
                 got["large"].peak, "MB", 250, 100)

    def rebuild_rows(self):
        steps = self.options.steps
        project = self.library("web", steps)
        content, out = project / "content", self.work / "rebuilt"
        command = self.build_command(project, out)
        self.clean(project, out)
        # The second build may still tidy up or note something down.
        for _ in range(2):
            self.measuring.run(command)
        step = sorted(content.glob("*/*/[0-9]*.md"))[steps // 2]
        text = step.read_text()
        looking = f"find '{content}' -type f -printf '%s %T@\\n' > /dev/null"
        edits = iter(range(1, 1_000_000))
        before = {}

        def edit():
            step.write_text(f"{text.rstrip()}\n\nEdited {next(edits)} times.\n")
            before.clear()
            before.update(state_of(out))

        written = []

        def count():
            # Comes after the edited build and before the next round.
            after = state_of(out)
            written.append(sum(after[path] != before.get(path) for path in after))

        got = {"find": [], "same": [], "edit": []}
        for number in range(self.options.rounds):
            got["find"].append(self.measuring.run(["sh", "-c", f"{looking}; {looking}"]))
            got["same"].append(self.measuring.run(command))
            edit()
            got["edit"].append(self.measuring.run(command))
            count()
            for name in got:
                self.note(f"rebuild, round {number + 1}, {name}: {got[name][-1].wall:.4f} s wall, "
                          f"{got[name][-1].cpu:.4f} s CPU")
        self.raw["rebuild"] = {name: [vars(run) for run in runs] for name, runs in got.items()}
        find, same, edited = (medians(got[name]) for name in ("find", "same", "edit"))
        step.write_text(text)
        remove(out)
        self.add("rebuild-same", f"Rebuild, nothing changed, {steps:,} steps: time against listing content/ twice",
                 seconds(same.wall), seconds(find.wall), same.wall / find.wall, "×", 3, 1.5)
        self.add("rebuild-edit", f"Rebuild, one step edited, {steps:,} steps: time against nothing changed",
                 seconds(edited.wall), seconds(same.wall), edited.wall / same.wall, "×", 1.2, 1.05)
        self.add("rebuild-files", "Rebuild, one step edited: files written again", "", "",
                 median(written), "files")

    def version_rows(self):
        runs = [self.measuring.run([self.waymark, "--version"]) for _ in range(10 * self.options.rounds)]
        self.raw["version"] = [vars(run) for run in runs]
        cpu = medians(runs).cpu * 1000
        self.add("version", "`waymark --version`: CPU", "", "", cpu, "ms", 3)

    def stage_rows(self):
        """Not a row of the table: where the time of one page goes, each stage alone, on one thread."""
        project = self.library("web", self.options.steps)
        content = project / "content"
        pages = sum(1 for _ in content.glob("**/*.md"))
        padding = self.raw.get("pages", {}).get("padding", 5_000)
        stages = self.build / "stages.json"
        out = self.work / "stages-out"
        found, floor = [], []
        for _ in range(self.options.rounds):
            remove(out)
            self.measuring.run(
                ["sh", "-c", f"'{self.options.stages}' '{project}' '{out}' > '{stages}'"])
            found.append(json.loads(stages.read_text()))
            # Each mode of the floor does what the one before it does and one thing more.
            times, before = {}, 0.0
            for mode, stage in FLOOR_STAGES.items():
                remove(out)
                out.mkdir()
                command = [self.build / "floor", "-j", "1", mode, content]
                run = self.measuring.run(command + ([out, padding] if mode == "write" else []))
                times[stage] = (run.wall - before) / pages * 1e6
                before = run.wall
            floor.append(times)
        remove(out)
        self.raw["stages"] = {
            name: {"waymark": median(one[name] for one in found),
                   "floor": median(one[name] for one in floor) if name in floor[0] else None}
            for name in found[0]}


# Which of our stages each mode of the floor adds.
FLOOR_STAGES = {"walk": "list", "read": "read", "parse": "Markdown parse", "render": "render", "write": "write"}

GROUPS = {
    "build": Bench.build_rows,
    "shipped": Bench.shipped_rows,
    "scale": Bench.scale_rows,
    "rebuild": Bench.rebuild_rows,
    "version": Bench.version_rows,
    "stages": Bench.stage_rows,
}


def seconds(value):
    return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value:.2f} s"
