"""A tool that is not installed skips its tests, and fails them where they are to judge."""

from pathlib import Path

import pytest

from tests.tools import need, need_program

TESTS = Path(__file__).resolve().parent


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_a_missing_tool(ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="no-such-program is not installed"):
        need_program("no-such-program")
    need(True, "what is there")
    need_program("python3")


def test_no_test_skips_for_a_tool_in_another_way() -> None:
    ways = [f"import{'or'}skip", f"shutil.{'which'}(", f"find{'_'}spec("]
    allowed = {"tools.py", "disks.py", "test_wheel.py", "test_start.py", "__main__.py"}
    found = [path.name for path in TESTS.rglob("*.py") if any(way in path.read_text("utf-8") for way in ways)]
    assert set(found) <= allowed
