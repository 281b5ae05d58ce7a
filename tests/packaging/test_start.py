"""What `./start` says and does, with stand-ins for Python and Debian's tools on an otherwise empty PATH: no network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = (
    "bash",
    "cat",
    "cmp",
    "cp",
    "dirname",
    "env",
    "grep",
    "mkdir",
    "mktemp",
    "rm",
    "sed",
    "sleep",
    "uname",
)
PYTHON = """#!/bin/bash
# A Python of version VERSION that writes down what it is asked, and makes environments that hold itself.
echo "${0##*/} $*" >>"$CALLS"
case "$*" in
  *sys.exit*) [ VERSION != 3.10 ] ;;
  *print*version_info*) echo VERSION ;;
  *"import ensurepip"*) [ -z "${NO_VENV:-}" ] ;;
  "-m venv --clear "*) rm -rf "$4"; mkdir -p "$4/bin"; cp "$0" "$4/bin/python" ;;
  "-m pip "*"${FAILS:-nothing}"*) echo "no route to the registry" >&2; exit 1 ;;
  *paths.sample*) echo "$CALLS.sample" ;;
esac
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="./start is for bash")


class Machine:
    """A computer with the programs that `put` gives it, and a copy of the project's start script."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.project = folder / "the project"
        self.calls = folder / "calls"
        self.bin.mkdir()
        (self.project / "tests").mkdir(parents=True)
        for name in ("start", "requirements.txt", "tests/requirements.txt"):
            shutil.copy(ROOT / name, self.project / name)
        for name in TOOLS:
            (self.bin / name).symlink_to(Path(shutil.which(name) or name))
        self.put("id", "echo 1000")

    def put(self, name: str, script: str) -> None:
        path = self.bin / name
        path.unlink(missing_ok=True)  # a link to the real one must not be written through
        path.write_text(
            script if script.startswith("#!") else f'#!/bin/bash\necho "{name} $*" >>"$CALLS"\n{script}\n'
        )
        path.chmod(0o755)

    def put_python(self, version: str, name: str = "python3") -> None:
        self.put(name, PYTHON.replace("VERSION", version))

    def start(self, *words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run it from another folder; what programs were called with is in `asked` afterwards."""
        self.calls.write_text("")
        surroundings = {"PATH": str(self.bin), "CALLS": str(self.calls), "HOME": str(self.bin), **variables}
        return subprocess.run(
            [str(self.project / "start"), *words], env=surroundings, cwd="/", capture_output=True, text=True
        )

    def asked(self, part: str) -> list[str]:
        """Calls that hold these words."""
        return [line for line in self.calls.read_text().splitlines() if part in line]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def debian(machine: Machine) -> Machine:
    """A Debian with Python 3.11 as root, where everything is installed but what a test takes away."""
    machine.put_python("3.11")
    machine.put("id", "echo 0")
    machine.put("apt-get", "")
    words = (ROOT / "start").read_text(encoding="utf-8").split()
    names = [
        word.strip("()") for word in words if word.strip("wanted=()").startswith(("lib", "xvfb", "xauth"))
    ]
    listed = "".join(f"ii  {name.removeprefix('wanted=(')}\\n" for name in names)
    machine.put("dpkg-query", f"printf '{listed}'")
    return machine


def test_a_python_that_is_too_old_is_one_sentence_and_nothing_is_changed(machine: Machine) -> None:
    machine.put_python("3.10")
    machine.put("apt-get", "")
    done = machine.start("list", "notes", "a.crp")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "needs Python 3.11 or newer, and python3 here is 3.10." in done.stderr
    assert machine.asked("apt-get") == []
    assert not (machine.project / ".venv").exists()


def test_no_python_where_none_can_be_fetched_is_one_sentence(machine: Machine) -> None:
    done = machine.start("--version")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "there is none here" in done.stderr


def test_a_newer_python_beside_an_old_one_is_used(machine: Machine) -> None:
    machine.put_python("3.10")
    machine.put_python("3.12", "python3.12")
    assert machine.start("--version").returncode == 0
    assert machine.asked("python3.12 -m venv")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize("words", [(), ("a.crp",)])
def test_no_screen_is_said_before_anything_is_installed(debian: Machine, words: tuple[str, ...]) -> None:
    done = debian.start(*words)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "There is no screen here" in done.stderr
    assert debian.calls.read_text() == ""


def test_the_window_opens_on_the_sample(debian: Machine) -> None:
    done = debian.start(DISPLAY=":0")
    assert done.returncode == 0
    assert debian.asked("-m crp_desktop.cli demo")
    assert debian.asked("-m crp_desktop.cli")[-1].endswith("calls.sample")
    assert "Opening the window" in done.stderr


def test_everything_that_runs_is_said_with_how_long_it_takes(debian: Machine) -> None:
    debian.put("dpkg-query", "")
    said = debian.start("--version", NO_VENV="1").stderr.splitlines()
    assert [line.split(" (")[0] for line in said] == [
        "Fetching Debian’s list of packages",
        "Installing 19 Debian packages and what they need",
        "Making the Python environment .venv in this folder",
        "Installing the program’s Python packages",
        "Installing the program itself",
    ]
    assert all("second" in line or "minute" in line for line in said)
    assert debian.asked("python3-venv")
    assert not debian.asked("xvfb")


def test_a_second_start_installs_nothing_and_says_nothing(debian: Machine) -> None:
    debian.start("--version")
    done = debian.start("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert debian.asked("pip") == debian.asked("apt-get") == debian.asked("venv --clear") == []


def test_only_the_tests_bring_the_packages_of_the_tests(debian: Machine) -> None:
    debian.start("--version")
    assert debian.asked("/requirements.txt")
    assert not debian.asked("tests/requirements.txt")
    debian.start("test")
    assert [line.split(" -r ")[1] for line in debian.asked("pip install")] == [
        f"{debian.project}/tests/requirements.txt"
    ]
    debian.start("test")
    assert debian.asked("pip install") == []


def test_a_moved_folder_gets_a_new_environment(debian: Machine) -> None:
    debian.start("--version")
    debian.project = debian.project.rename(debian.project.with_name("moved"))
    debian.start("--version")
    assert debian.asked("venv --clear")
    debian.start("--version")
    assert not debian.asked("venv --clear")


@pytest.mark.parametrize("change", ["another version", "gone"])
def test_another_python_gets_a_new_environment(debian: Machine, change: str) -> None:
    debian.start("--version")
    python = debian.project / ".venv/bin/python"
    python.unlink()
    if change == "another version":
        debian.put_python("3.12")
        python.symlink_to(debian.bin / "python3")
    debian.start("--version")
    assert debian.asked("venv --clear")
    assert debian.asked("-m crp_desktop.cli --version")


def test_an_installation_that_fails_says_why_and_is_tried_again(debian: Machine) -> None:
    done = debian.start("--version", FAILS="--require-hashes")
    assert done.returncode == 1
    assert "no route to the registry" in done.stderr
    assert "The first run needs internet." in done.stderr.splitlines()[-1]
    assert not debian.asked("crp_desktop.cli")
    assert debian.start("--version").returncode == 0
    assert debian.asked("venv --clear")


def test_without_rights_the_command_for_root_is_named(debian: Machine) -> None:
    debian.put("dpkg-query", "")
    debian.put("id", "echo 1000")
    done = debian.start("--version")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "Once as root, then ./start again: apt-get install libegl1" in done.stderr


def test_the_names_of_a_newer_debian_count(debian: Machine) -> None:
    script = (debian.bin / "dpkg-query").read_text()
    debian.put(
        "dpkg-query", script.replace("libcups2", "libcups2t64").replace("libglib2.0-0", "libglib2.0-0t64")
    )
    debian.start("--version")
    assert not debian.asked("apt-get")


def test_it_says_that_it_goes_on(debian: Machine) -> None:
    real = (debian.bin / "sleep").resolve()
    debian.put("sleep", f"exec {real} 0.1")
    debian.put("dpkg-query", "")
    debian.put("apt-get", f'[ "$1" = update ] || {real} 1')
    assert "  … " in debian.start("--version").stderr


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_every_package_is_pinned_with_its_hash_and_no_address(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert all("==" in line or line.startswith("    --hash=sha256:") for line in lines)
    assert "://" not in "".join(lines)


def test_the_program_brings_none_of_the_tools_of_the_tests() -> None:
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert not [name for name in ("pytest", "mypy", "ruff", "hypothesis") if f"\n{name}" in pins]
    assert os.access(ROOT / "start", os.X_OK)
