"""Runs commands and says what they took."""
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass
class Run:
    wall: float  # seconds
    cpu: float  # seconds, user and system, of all threads
    peak: float  # largest resident megabytes


class Failed(Exception):
    pass


class Measuring:
    def __init__(self, build, work):
        self.program = str(build / "measure")
        self.work = Path(work)

    def run(self, command, cwd=None, within=900):
        """One run of a command, nothing of this program counted."""
        result = self.work / "measured"
        done = subprocess.run(
            [self.program, result, *map(str, command)], cwd=cwd, capture_output=True, text=True,
            timeout=within)
        wall, cpu, peak, status = result.read_text().split() if result.exists() else ("0", "0", "0", "2")
        if done.returncode or status != "0":
            raise Failed(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return Run(int(wall) / 1e9, int(cpu) / 1e6, int(peak) * 1024 / 1e6)


def medians(runs):
    """The median of each number by itself."""
    return Run(*(median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "peak")))


def remove(path):
    shutil.rmtree(path, ignore_errors=True)


def page_bytes(folder):
    """HTML files and their bytes."""
    count = total = 0
    for inside, _, files in os.walk(folder):
        for file in files:
            if file.endswith(".html"):
                count += 1
                total += os.stat(os.path.join(inside, file)).st_size
    return count, total


def state_of(folder):
    """What tells that a file was written again: another file under its name, or another time."""
    state = {}
    for inside, _, files in os.walk(folder):
        for file in files:
            if not file.startswith("."):
                path = os.path.join(inside, file)
                status = os.stat(path)
                state[path] = (status.st_ino, status.st_mtime_ns)
    return state
