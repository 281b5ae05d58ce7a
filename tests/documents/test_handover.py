"""The one way out of a sealed record: paper, one encrypted file, a reminder until somebody has it; and reading the file
where it arrives."""

from pathlib import Path

import pytest

from crp_desktop.documents.handover import handover
from crp_desktop.documents.kinds import kinds
from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.errors import (
    Damaged,
    InputProblem,
    NotAProgramme,
    PassphraseNeeded,
    Problem,
    StoreProblem,
    WrongPassphrase,
)
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note
from crp_desktop.services.findings import finding
from crp_desktop.services.privacy import safeguarding
from crp_desktop.services.privacy.safeguarding import Concern
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import handover as files
from crp_desktop.storage.engine import close
from crp_desktop.storage.handover import Part
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from tests.make import PASSPHRASE, new_programme
from tests.rendering.reading import Pdf
from tests.storage.files import create

SECRET = "quetzalcoatl"
CONCERN = Concern(f"{SECRET} said\n<b>so</b>", "16:20", "Hub", "Ana, P2", "Listened", "Duty desk")
WORDS = "harbour candle meadow seven"


@pytest.fixture
def record(store: Store) -> str:
    shop = workshop.add_workshop(store, title="Youth forum", held_on="2026-03-02").value
    for line in ("P1: before", f"P2: “{SECRET} hits me” +2", "P1: after"):
        capture.file_line(store, shop, parse_line(line), None)
    told = note.notes(store, shop)[1].id
    finding.add_finding(store, FindingKind.CONCERN, "Not safe", workshop_id=shop, spans=[finding.Span(told)])
    return safeguarding.seal(store, shop, CONCERN, [told]).value


@pytest.fixture
def file(store: Store, record: str, tmp_path: Path) -> Path:
    path = tmp_path / "out.crph"
    handover.hand_over_file(store, record, path, WORDS, "Duty desk")
    return path


def test_it_leaves_as_one_encrypted_file_and_the_reminder_ends_with_the_receipt(
    store: Store, record: str, tmp_path: Path
) -> None:
    assert [one.handed_at for one in handover.waiting(store)] == [""]
    path = tmp_path / "out.crph"
    handover.hand_over_file(store, record, path, WORDS, "Duty desk")
    assert SECRET.encode() not in path.read_bytes()
    assert handover.read_handover(path, WORDS) == handover.handover(store, record)
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith("out")) == ["out.crph"]
    with pytest.raises(StoreProblem):
        handover.hand_over_file(store, record, path, WORDS, "again")
    assert [one.handed_to for one in handover.waiting(store)] == ["Duty desk"]
    with pytest.raises(InputProblem):
        handover.confirm_receipt(store, record, " ")
    handover.confirm_receipt(store, record, "J. Okoro")
    assert handover.waiting(store) == []


def test_it_says_what_its_reader_needs_and_when_in_the_rooms_own_time(store: Store, record: str) -> None:
    parts = {part.key: part.words for part in handover.handover(store, record)}
    assert parts["words"] == CONCERN.words
    assert parts["workshop"] == "Workshop 1, Youth forum, 2 March 2026"
    assert parts["notes"] == f"P2, Quote: {SECRET} hits me"
    assert parts["findings"] == "Concern 1: Not safe"
    assert parts["written_by"] == "Ana Reyes"
    assert "+00:00" not in parts["written_at"]


def test_a_weak_passphrase_leaves_no_file_and_no_mark(store: Store, record: str, tmp_path: Path) -> None:
    with pytest.raises(InputProblem):
        handover.hand_over_file(store, record, tmp_path / "out.crph", "abc", "x")
    assert not (tmp_path / "out.crph").exists()
    assert [one.handed_at for one in handover.waiting(store)] == [""]


def test_paper_says_all_of_it_and_has_a_place_to_sign(store: Store, record: str) -> None:
    made = handover.paper_of(store, record)
    paper = Pdf(made.content).root().said()
    for words in (SECRET, "<b>so</b>", "16:20", "Ana, P2", "Duty desk", "Listened", "Received by", "Ana Reyes",
                  "Northmere", "Youth forum", "P2, Quote", "identity is not in this document"):  # fmt: skip
        assert words in paper, words
    for shown in (made.name, made.job):
        assert SECRET not in shown
        assert "safeguard" not in shown.casefold()


def test_paper_is_no_document_of_the_public_list() -> None:
    assert "handover" not in {one.key for one in kinds()}


def test_paper_from_the_file_is_the_same_paper(store: Store, record: str, file: Path) -> None:
    made = handover.make_paper(handover.read_handover(file, WORDS))
    assert Pdf(made.content).root().said() == Pdf(handover.paper_of(store, record).content).root().said()


def test_a_file_of_the_first_version_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "old.crph"
    made = create(path, Key.from_passphrase(WORDS))
    with made.connect() as conn:
        conn.exec_driver_sql("CREATE TABLE handover (at INTEGER PRIMARY KEY, heading TEXT, words TEXT)")
        conn.exec_driver_sql("INSERT INTO handover (heading, words) VALUES ('Exact words', 'as it was')")
        conn.exec_driver_sql(f"PRAGMA application_id = {files.APPLICATION_ID}")
        conn.exec_driver_sql("PRAGMA journal_mode = DELETE")
    close(made)
    parts = handover.read_handover(path, WORDS)
    assert parts == [Part("", "Exact words", "as it was")]
    assert "as it was" in Pdf(handover.make_paper(parts).content).root().said()


def test_every_wrong_or_torn_file_is_named_and_left_as_it_is(tmp_path: Path, file: Path) -> None:
    whole = file.read_bytes()
    mine = tmp_path / "mine.crp"
    new_programme(mine, PASSPHRASE).close()
    sample = tmp_path / "sample.crp"
    new_programme(sample).close()
    cases: list[tuple[str, bytes, type[Problem], str]] = [
        ("empty.crph", b"", Damaged, "empty"),
        ("cut.crph", whole[:-1000], Damaged, "missing or damaged"),
        ("short.crph", b"\x01\x02", Damaged, "missing or damaged"),
        ("bad.crph", whole[:5000] + bytes(200) + whole[5200:], Damaged, "missing or damaged"),
        ("lost.crph", whole[:4096], Damaged, "missing or damaged"),
        ("first.crph", whole[:2000] + bytes(200) + whole[2200:], WrongPassphrase, "passphrase"),
        ("letter.pdf", b"%PDF-1.7" + whole, NotAProgramme, "a PDF document"),
        ("letter.txt", b"Dear lead,\n" * 900, NotAProgramme, "a text file"),
        ("plain.crp", sample.read_bytes(), NotAProgramme, "without a passphrase"),
    ]
    for name, content, kind, words in cases:
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(kind) as met:
            handover.read_handover(path, WORDS)
        assert words in met.value.what, name
        assert met.value.todo, name
        assert path.read_bytes() == content
    with pytest.raises(WrongPassphrase):
        handover.read_handover(file, "not it at all")
    with pytest.raises(PassphraseNeeded):
        handover.read_handover(file, "")
    with pytest.raises(NotAProgramme, match="It is a programme"):
        handover.read_handover(mine, PASSPHRASE)
    with pytest.raises(NotAProgramme, match="folder"):
        handover.read_handover(tmp_path, WORDS)
    with pytest.raises(NotAProgramme, match="no file at"):
        handover.read_handover(tmp_path / "gone.crph", WORDS)
    left = [one.name for one in tmp_path.iterdir() if one.name.endswith(("-wal", "-shm"))]
    assert {name.split("-")[0] for name in left} <= {"a.crp"}
