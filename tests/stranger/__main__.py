"""The outer half: a virtual screen, one life of the program after the other, kills, and the report."""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.stranger import afterwards

SHOWN = 30
ENDS_WITHIN_S = 20.0


@dataclass(slots=True)
class Report:
    """What happened so far: the last acts, how many there were, the steps that were on disk, and the first fault."""

    acts: deque[str] = field(default_factory=lambda: deque(maxlen=SHOWN))
    printed: deque[str] = field(default_factory=lambda: deque(maxlen=2 * SHOWN))
    count: int = 0
    lives: int = 0
    kills: int = 0
    steps: int = 0
    fault: str = ""

    def take(self, line: str) -> None:
        """Read one line that the program wrote; what is no message of ours is its own words, kept for the report."""
        try:
            said = json.loads(line)
        except ValueError:
            if line.strip():
                self.printed.append(line.rstrip()[:300])
            return
        if not isinstance(said, dict):
            return
        if "act" in said:
            self.acts.append(str(said["act"]))
            self.count += 1
        self.steps = max(self.steps, int(said.get("steps", 0)))
        self.fault = self.fault or str(said.get("fault", ""))


@contextmanager
def screen(size: str) -> Iterator[dict[str, str]]:
    """The environment of a virtual screen of this size with a window manager; where one of them is not installed,
    Qt's own offscreen one."""
    program, manager = shutil.which("Xvfb"), shutil.which("openbox")
    if program is None or manager is None:
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    read, write = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=[write], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    display = {"DISPLAY": f":{number}"}
    managing = subprocess.Popen(
        [manager], env=os.environ | display, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield {"QT_QPA_PLATFORM": "xcb", **display}
    finally:
        for process in (managing, server):
            process.terminate()
            process.wait()


def live(given: argparse.Namespace, environment: dict[str, str], report: Report, until: float) -> None:
    """One life of the program: until it quits, is killed, faults, or time is over."""
    report.lives += 1
    luck = random.Random(f"{given.seed}/{report.lives}")
    killed_after = luck.uniform(2, 15) if luck.random() < 0.3 else 0.0
    program = subprocess.Popen(
        [
            sys.executable, "-X", "faulthandler", "-m", "tests.stranger.life", str(given.store),
            "--seed", f"{given.seed}/{report.lives}", "--steps", str(report.steps), "--answer", str(given.answer),
            "--passphrase", given.passphrase,
        ],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1,
    )  # fmt: skip
    assert program.stdout is not None
    os.set_blocking(program.stdout.fileno(), False)
    begun, quiet_since, asked_to_end, rest = time.monotonic(), time.monotonic(), 0.0, ""
    while program.poll() is None:
        time.sleep(0.02)
        now = time.monotonic()
        if said := _read(program):
            quiet_since = now
            rest = _lines(rest + said, report)
        if killed_after and now - begun > killed_after:
            killed_after = 0.0
            program.kill()
            report.kills += 1
            report.acts.append("killed")
        elif report.fault:
            program.kill()
        elif now > until and not asked_to_end:
            program.send_signal(signal.SIGTERM)
            asked_to_end = now
        elif now - quiet_since > ENDS_WITHIN_S or (asked_to_end and now - asked_to_end > ENDS_WITHIN_S):
            report.fault = report.fault or f"the program has not answered for {ENDS_WITHIN_S:.0f} s"
            program.send_signal(signal.SIGABRT)
    _lines(rest + (_read(program) or "") + "\n", report)
    code = program.wait()
    if not report.fault and code not in (0, -signal.SIGKILL, -signal.SIGTERM):
        report.fault = f"the program ended with {code}"


def _read(program: "subprocess.Popen[str]") -> str:
    assert program.stdout is not None
    try:
        return program.stdout.read() or ""
    except (BlockingIOError, TypeError):
        return ""


def _lines(text: str, report: Report) -> str:
    """Take the whole lines of a text; what is left of it."""
    *whole, rest = text.split("\n")
    for line in whole:
        report.take(line)
    return rest


def run(given: argparse.Namespace) -> Report:
    """Live until the time is over or something is wrong."""
    report = Report()
    until = time.monotonic() + given.seconds
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        environment = {
            name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")
        }
        environment |= stack.enter_context(screen(given.size))
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
            place = home / name.lower()
            place.mkdir(mode=0o700)
            environment[name] = str(place)
        while time.monotonic() < until and not report.fault:
            live(given, environment, report, until)
            over = time.monotonic() >= until
            report.fault = report.fault or afterwards.what_is_wrong(
                given.store, given.passphrase, undo_all=over
            )
    return report


def main(arguments: list[str] | None = None) -> int:
    """Run by hand or by a test; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.stranger", description=__doc__)
    parser.add_argument("store", type=Path, help="the programme file; it is changed")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--passphrase", default="", help="of an encrypted programme")
    parser.add_argument(
        "--answer", type=float, default=200, help="milliseconds of work within which the window must answer"
    )
    given = parser.parse_args(arguments)
    given.store = given.store.resolve()
    report = run(given)
    if report.fault:
        print(f"The last {len(report.acts)} acts:")
        for act in report.acts:
            print(f"  {act}")
        for line in report.printed:
            print(f"| {line}")
        print(f"FAULT (seed {given.seed}, life {report.lives}): {report.fault}")
        return 1
    print(
        f"{report.count} acts in {report.lives} lives, {report.kills} kills, {report.steps} steps: no fault"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
