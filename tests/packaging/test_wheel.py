"""The wheel and the frozen app carry everything that a checkout has beside the code."""

import ast
import importlib.util
import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from crp_desktop.app import PAGES

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
INCLUDED: dict[str, str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]


def shipped() -> set[str]:
    """Every file below the folders that ship but what Python compiled, as names in the wheel."""
    named = set()
    for top, place in {"crp_desktop": "crp_desktop", **INCLUDED}.items():
        for path in (ROOT / top).rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                named.add(f"{place}/{path.relative_to(ROOT / top).as_posix()}")
    return named


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_file_that_ships(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        held = set(opened.namelist())
    assert shipped() <= held
    assert not [name for name in held if name.startswith("tests/")]


def test_the_wheel_works_by_itself(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(folder)
    store = tmp_path / "sample.crp"

    def run(*words: str) -> str:
        code = "import crp_desktop.cli, sys; sys.stderr.write(crp_desktop.__file__); crp_desktop.cli.main()"
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(folder)}, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert str(folder) in done.stderr
        return done.stdout

    run("demo", str(store))
    assert json.loads(run("info", str(store), "--json"))["workshops"] == 3


def test_the_frozen_app_gets_the_same_folders_and_every_page() -> None:
    spec = (ROOT / "build.spec").read_text(encoding="utf-8")
    calls = [node for node in ast.walk(ast.parse(spec)) if isinstance(node, ast.Call)]
    named = {keyword.arg: keyword.value for call in calls for keyword in call.keywords}
    folders = [part for part in named["datas"].elts if isinstance(part, ast.Tuple)]
    assert dict(ast.literal_eval(part) for part in folders) == INCLUDED
    assert 'collect_data_files("docx")' in ast.unparse(named["datas"]).replace("'", '"')
    assert 'collect_submodules("crp_desktop")' in spec
    for page in PAGES:
        assert importlib.util.find_spec(page.module), page.name
