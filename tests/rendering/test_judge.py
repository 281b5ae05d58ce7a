"""veraPDF's PDF/UA-1 profile on everything that is printed, where it is installed.

CRP_VERAPDF names a program that takes PDF files and fails for those that do not comply; “none” says that there is none
here, on purpose. Starting it takes longer than judging a file, so all files are judged in one run; the modules whose
documents they are make them.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crp_desktop.documents.kinds import kinds
from tests.programmes import programme_at
from tests.rendering import test_blocks, test_charts, test_rights_cards, test_workshop_summary
from tests.rendering.press import test_flow, test_text
from tests.services.programme import test_brand
from tests.tools import need, need_program

MADE: dict[str, Callable[[], list[bytes]]] = {
    "blocks": test_blocks.for_the_judge,
    "charts": test_charts.for_the_judge,
    "flow": test_flow.for_the_judge,
    "scripts": test_text.for_the_judge,
    "summary": test_workshop_summary.for_the_judge,
    "cards": test_rights_cards.for_the_judge,
}
KINDS = [one.key for one in kinds()]
# Most of the time of a short run goes into compiling for long ones.
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"


def papers(folder: Path) -> Iterator[tuple[str, list[bytes]]]:
    """Documents by what they are: each kind of the sample with a logo, and those that modules make."""
    store = programme_at(folder / "sample.crp")
    test_brand.put_brand(store)
    for key in KINDS:
        yield key, [test_brand.printed(store, key)]
    store.close()
    for name, make in MADE.items():
        yield name, make()


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the judge says of each document, by name."""
    program = os.environ.get("CRP_VERAPDF", "")
    if program == "none":
        pytest.skip("CRP_VERAPDF says that there is no judge here")
    need(program, "veraPDF (CRP_VERAPDF)")
    need_program("java")
    folder = tmp_path_factory.mktemp("judged")
    names: dict[Path, str] = {}
    for name, documents in papers(folder):
        for at, data in enumerate(documents):
            path = folder / f"{name}-{at}.pdf"
            path.write_bytes(data)
            names[path] = name
    done = subprocess.run(
        ["bash", program, *map(str, names)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "JAVA_TOOL_OPTIONS": JAVA},
    )
    said: dict[str, list[str]] = {name: [] for name in names.values()}
    verdict = ""
    for line in done.stdout.splitlines():
        path, _, rest = line.partition(" ")
        verdict = names.get(Path(path), "") or verdict
        if verdict:
            said[verdict].append(rest if Path(path) in names else line)
    assert done.stdout.count("compliant=") == len(names), done.stdout + done.stderr
    return said


@pytest.mark.parametrize("name", [*KINDS, *MADE])
def test_everything_printed_passes_the_judge(verdicts: dict[str, list[str]], name: str) -> None:
    assert verdicts[name]
    assert [line for line in verdicts[name] if "compliant=true" not in line] == []
