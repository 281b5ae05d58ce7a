"""Notes from files: taken whole or refused with the row of every problem."""

from pathlib import Path

import pytest

from crp_desktop.domain.errors import InputProblem, NotFound
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.services import note, workshop
from crp_desktop.services.import_notes import import_notes
from crp_desktop.storage.store import Store


def written(tmp_path: Path, data: str | bytes, name: str = "notes.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_table_with_all_columns_in_any_order(store: Store, shop: str, tmp_path: Path) -> None:
    table = (
        'Kind,Speaker,Prompt,Text\nquote,P3,2,"Ask us, ""please"""\n,,What is good about growing up here?,Parks\n'
        'Observation,the group,Something new,"two\nlines"\n,,parking lot,Later\n\n'
    )
    assert import_notes(store, shop, written(tmp_path, table)).value == 4
    asked = workshop.prompts(store, shop)
    found = note.notes(store, shop)
    assert [one.text for one in found] == ['Ask us, "please"', "Parks", "two\nlines", "Later"]
    assert [one.prompt_id for one in found] == [asked[1].id, asked[0].id, asked[-1].id, None]
    assert asked[-1].text == "Something new"
    assert (found[0].kind, found[0].speaker) == (NoteKind.QUOTE, "P3")
    assert found[3].parked
    assert store.undo_label() == "Import 4 notes"
    store.undo()
    assert note.notes(store, shop) == []


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("text\nCaf\u00e9\n".encode("latin-1"), "Café"),
        ("text\n“Łódź”\n".encode("utf-8-sig"), "“Łódź”"),
        ("text\nmoje\n".encode("utf-16"), "moje"),
        (b"text;kind\nyes;quote\n", "yes"),
        (b"prompt\ttext\r\n\tyes\r\n", "yes"),
        (b"text\n=1+1\n", "=1+1"),
        ("text\n<b>😀</b>\n".encode(), "<b>😀</b>"),
    ],
)
def test_any_usual_writing_is_read(store: Store, shop: str, tmp_path: Path, data: bytes, text: str) -> None:
    import_notes(store, shop, written(tmp_path, data))
    assert [one.text for one in note.notes(store, shop)] == [text]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("speaker,kind\nP1,quote\n", ["column “text”"]),
        ('text\nfine\n"torn\nmore\n', ["row 3", "quotation mark"]),
        ('text\nfine\n"a"b\n', ["row 3", "quotation mark"]),
        ("text\nfine\n" + "x" * 140_000 + "\n", ["row 3", "131,072"]),
        ("text\na\x00b\nok\nc\x00\n", ["row 2", "row 4", "NUL"]),
        ("text,kind\na,quote\n,quote\nb,song\n", ["row 3: it has no text", "row 4: “song”"]),
        ("text,prompt\na,1\n\nb,9\nc,0\n", ["row 4: there is no prompt 9", "row 5: there is no prompt 0"]),
        ("text\na,b\n", ["row 2: it has more cells"]),
        ("text,speaker,Text\na,P1,b\n", ["Row 1 names 2 columns “text”"]),
        ("text,kind,kind\na,quote,\n", ["Row 1 names 2 columns “kind”"]),
        ("text\n\u200b\x1b\u2060\n", ["row 2: it has no text"]),
        ("text\n", ["holds no notes"]),
        ("", ["column “text”", "holds no notes"]),
    ],
)
def test_what_cannot_be_taken_names_its_rows_and_files_nothing(
    store: Store, shop: str, tmp_path: Path, data: str, rows: list[str]
) -> None:
    label = store.undo_label()
    with pytest.raises(InputProblem) as told:
        import_notes(store, shop, written(tmp_path, data))
    if data:
        assert all(row in told.value.what for row in rows)
    else:
        assert any(row in told.value.what for row in rows)
    assert "Nothing was added" in told.value.safe
    assert note.notes(store, shop) == []
    assert len(workshop.prompts(store, shop)) == 4
    assert store.undo_label() == label


def test_a_text_file_is_one_note_a_line_with_its_prefixes(store: Store, shop: str, tmp_path: Path) -> None:
    path = written(tmp_path, 'P1: "Ask us" +2\r\n\r\n> They laugh\r\n? who pays\r\nplain\r\n', "notes.txt")
    first = workshop.prompts(store, shop)[0].id
    assert import_notes(store, shop, path, first).value == 4
    found = note.notes(store, shop)
    assert [(one.text, one.votes, one.parked) for one in found] == [
        ("Ask us", 2, False), ("They laugh", 0, False), ("who pays", 0, True), ("plain", 0, False)
    ]  # fmt: skip
    assert [one.prompt_id for one in found] == [first, first, None, first]


def test_a_workshop_or_file_that_is_not_there_is_named(store: Store, shop: str, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        import_notes(store, "nowhere", written(tmp_path, "text\na\n"))
    with pytest.raises(InputProblem, match="no file"):
        import_notes(store, shop, tmp_path / "nowhere.csv")


def test_200_000_characters_in_one_line_of_text(store: Store, shop: str, tmp_path: Path) -> None:
    import_notes(store, shop, written(tmp_path, "x" * 200_000, "long.txt"))
    assert len(note.notes(store, shop)[0].text) == 200_000


@pytest.mark.parametrize(
    "data",
    [
        "text;speaker\rI, you, he, she;P1\rSecond, third;P2\r",
        "sep=;\r\ntext;speaker\r\nI, you, he, she;P1\r\nSecond, third;P2\r\n",
    ],
)
def test_what_spreadsheets_of_other_countries_and_times_write(
    store: Store, shop: str, tmp_path: Path, data: str
) -> None:
    import_notes(store, shop, written(tmp_path, data))
    told = [(one.text, one.speaker) for one in note.notes(store, shop)]
    assert told == [("I, you, he, she", "P1"), ("Second, third", "P2")]


def test_rows_are_counted_with_the_line_that_names_the_separator(
    store: Store, shop: str, tmp_path: Path
) -> None:
    with pytest.raises(InputProblem, match="row 3: it has no text"):
        import_notes(store, shop, written(tmp_path, "sep=;\ntext;speaker\n;P1\n"))


def test_a_number_too_long_to_be_one_and_a_folder_are_told_in_words(
    store: Store, shop: str, tmp_path: Path
) -> None:
    with pytest.raises(InputProblem, match="row 2: there is no prompt 999"):
        import_notes(store, shop, written(tmp_path, "text,prompt\na," + "9" * 5000))
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InputProblem, match="cannot be read"):
        import_notes(store, shop, tmp_path / "folder.csv")
    assert note.notes(store, shop) == []
