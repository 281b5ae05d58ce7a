"""Notes from files: taken whole or refused with the row of every problem."""

import zipfile
from pathlib import Path

import pytest

from crp_desktop.domain.encodings import Encoding
from crp_desktop.domain.errors import InputProblem, NotFound
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.text import LONGEST
from crp_desktop.services.capture import note
from crp_desktop.services.capture.import_notes import (
    Codes,
    encoding_words,
    file_all,
    foresee,
    import_notes,
    open_notes,
    read_lines,
    read_preview,
    what_to_say,
)
from crp_desktop.services.capture.text_file import open_text
from crp_desktop.services.workshops import workshop
from crp_desktop.storage.store import Store
from tests.replay import undo_label


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
    assert undo_label(store) == "Import 4 notes"
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
        ("text\nfine\n" + "x" * 140_000 + "\n", ["row 3", "20,000"]),
        ("text\na\x00b\nok\nc\x00\n", ["row 2", "row 4", "NUL"]),
        ("text,kind\na,quote\n,quote\nb,song\n", ["row 4: “song”"]),
        ("text,prompt\na,1\n\nb,9\nc,0\n", ["row 4: there is no prompt 9", "row 5: there is no prompt 0"]),
        ("text\na,b\n", ["row 2: it has more cells"]),
        ("text,speaker,Text\na,P1,b\n", ["Row 1 has the column “text” 2 times"]),
        ("text,kind,kind\na,quote,\n", ["Row 1 has the column “kind” 2 times"]),
        ("text\n\u200b\x1b\u2060\n", ["has no notes"]),
        ("text,kind\n,quote\n", ["has no notes"]),
        ("text\n", ["has no notes"]),
        ("", ["column “text”", "has no notes"]),
    ],
)
def test_what_cannot_be_taken_names_its_rows_and_files_nothing(
    store: Store, shop: str, tmp_path: Path, data: str, rows: list[str]
) -> None:
    label = undo_label(store)
    with pytest.raises(InputProblem) as told:
        import_notes(store, shop, written(tmp_path, data))
    if data:
        assert all(row in told.value.what for row in rows)
    else:
        assert any(row in told.value.what for row in rows)
    assert "Nothing was added" in told.value.safe
    assert note.notes(store, shop) == []
    assert len(workshop.prompts(store, shop)) == 4
    assert undo_label(store) == label


@pytest.mark.parametrize("narrow", [2, 3, 6])
def test_text_is_a_table_only_when_every_row_is_as_wide_as_the_first(tmp_path: Path, narrow: int) -> None:
    rows = ["text,colour", *(f"this {at},that" for at in range(2, 7))]
    assert open_notes(written(tmp_path, "\n".join(rows), "a.txt")).table is not None
    rows[narrow - 1] = "nothing else"
    assert open_notes(written(tmp_path, "\n".join(rows), "b.txt")).table is None


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


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        ("one\n\n" + "x" * (LONGEST + 1), "long.txt", "Line 3 has more than 20,000"),
        ("one\r\r" + "é" * 200_000, "long.txt", "Line 3 has more than 20,000"),
        ("text\none\n" + "x" * (LONGEST + 1), "long.csv", "row 3: a cell is longer than 20,000"),
        ("text\none\n" + "x" * 200_000, "long.csv", "row 3: a cell is longer than 20,000"),
    ],
)
def test_a_note_longer_than_anybody_speaks_is_refused_with_its_line(
    store: Store, shop: str, tmp_path: Path, data: str, name: str, words: str
) -> None:
    path = written(tmp_path, data, name)
    for take in (import_notes, read_preview):
        with pytest.raises(InputProblem, match=words):
            take(store, shop, path)
    assert note.notes(store, shop) == []


def test_pasted_lines_are_bounded_too_and_the_longest_comes_in(
    store: Store, shop: str, tmp_path: Path
) -> None:
    with pytest.raises(InputProblem, match="begins “xxx"):
        file_all(store, shop, read_lines(["one", "x" * (LONGEST + 1)]), None, 2)
    assert note.notes(store, shop) == []
    import_notes(store, shop, written(tmp_path, "x" * LONGEST, "long.txt"))
    assert len(note.notes(store, shop)[0].text) == LONGEST


TORN = {
    "half a letter at the end": "one\ntwo".encode("utf-16") + b"\x00",
    "half a letter, no mark": "one\ntwo".encode("utf-16-le") + b"\x00",
    "a lone surrogate": b"\xff\xfe"
    + "one\ntw".encode("utf-16-le")
    + b"\x00\xd8"
    + "o\nthree".encode("utf-16-le"),
    "a lone low surrogate": b"\xfe\xff" + "one\n".encode("utf-16-be") + b"\xdc\x00",
    "not what its mark says": b"\xef\xbb\xbfone\ncaf\xe9\nthree",
    "old line ends": "one\rtwo".encode("utf-16") + b"\x00",
    "windows line ends": "one\r\ntwo".encode("utf-16") + b"\x00",
}


@pytest.mark.parametrize("what", TORN)
@pytest.mark.parametrize("name", ["torn.txt", "torn.csv"])
def test_a_torn_file_is_refused_with_its_line(
    store: Store, shop: str, tmp_path: Path, what: str, name: str
) -> None:
    path = written(tmp_path, TORN[what], name)
    for take in (import_notes, read_preview):
        with pytest.raises(InputProblem, match="Line 2 has characters that cannot be read"):
            take(store, shop, path)
    assert note.notes(store, shop) == []


def test_an_encoding_that_somebody_chose_wrongly_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "one\nCafé\n".encode("cp1252"), "a.txt")
    with pytest.raises(InputProblem, match=r"not UTF-8\. Line 2"):
        open_notes(path, Encoding.UTF_8)
    assert [line.meant.text for line in open_notes(path).lines()] == ["one", "Café"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_a_letter_that_lies_across_two_parts_is_not_torn(tmp_path: Path, encoding: str) -> None:
    """Read in parts of 1 MB: the edge falls into every place of a letter of four bytes."""
    for shift in range(4):
        words = "a" * shift + "\n" + ("\U0001f600" * 30 + "\n") * 9_000
        assert open_text(written(tmp_path, words.encode(encoding), "a.txt")).torn is None


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


def test_rows_are_counted_as_a_spreadsheet_shows_them(store: Store, shop: str, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="row 2: “wrong”"):
        import_notes(store, shop, written(tmp_path, "sep=;\ntext;kind\nMore buses;wrong"))
    with pytest.raises(InputProblem, match="row 4: “wrong”"):
        import_notes(store, shop, written(tmp_path, 'text,kind\n"two\nlines",\n\nMore buses,wrong'))


def test_a_number_too_long_to_be_one_and_a_folder_are_told_in_words(
    store: Store, shop: str, tmp_path: Path
) -> None:
    with pytest.raises(InputProblem, match="row 2: there is no prompt 999"):
        import_notes(store, shop, written(tmp_path, "text,prompt\na," + "9" * 5000))
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InputProblem, match="cannot be read"):
        import_notes(store, shop, tmp_path / "folder.csv")
    assert note.notes(store, shop) == []


def told(store: Store, shop: str, path: Path, *, all_speakers: bool = False) -> list[str]:
    """What the command line and the window say about a file."""
    found = open_notes(path)
    codes = Codes([one.label for one in workshop.speakers(store, shop)], all_speakers=all_speakers)
    foreseen = foresee(store, shop, found.lines(codes.known, is_speaker=codes.is_speaker))
    return what_to_say(found, foreseen)


def test_rows_without_a_text_are_left_out_counted_and_said(store: Store, shop: str, tmp_path: Path) -> None:
    path = written(tmp_path, "text,speaker\nMore buses,P1\n,P2\n\u200b,P3\n,,\n")
    assert told(store, shop, path) == ["Rows without a text that were left out: 2."]
    assert import_notes(store, shop, path).value == 1
    assert [one.label for one in workshop.speakers(store, shop)] == ["the group", "P1"]


@pytest.mark.parametrize(
    ("head", "name", "what"),
    [
        (b"PK\x03\x04" + b"\x00" * 40, "a.xlsx", "spreadsheet"),
        (b"PK\x03\x04" + b"\x00" * 40, "a.docx", "document"),
        (b"PK\x03\x04" + b"\x00" * 40, "a.csv", "not a text file"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 40, "a.xls", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 40, "a.doc", "document"),
        (b"%PDF-1.7\n\xe2\xe3", "a.pdf", "PDF"),
        (b"%PDF-1.7\n\xe2\xe3", "a.txt", "PDF"),
        (b"{\\rtf1 hello}", "a.txt", "document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(200)), "a", "not a text file"),
    ],
)
def test_what_is_no_text_is_refused_in_words(
    store: Store, shop: str, tmp_path: Path, head: bytes, name: str, what: str
) -> None:
    with pytest.raises(InputProblem, match=what) as refused:
        import_notes(store, shop, written(tmp_path, head, name))
    assert refused.value.todo
    assert note.notes(store, shop) == []


@pytest.mark.parametrize(
    ("inside", "name", "what"),
    [
        ("xl/workbook.xml", "a.txt", "spreadsheet"),
        ("word/document.xml", "a", "document"),
        ("project.qde", "a.qdpx", "analysis"),
        ("x", "a.zip", "not a text file"),
    ],
)
def test_a_zip_is_told_by_what_is_in_it(tmp_path: Path, inside: str, name: str, what: str) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr(inside, "text")
    with pytest.raises(InputProblem, match=what):
        open_notes(tmp_path / name)


@pytest.mark.parametrize("name", ["a.txt", "a", "a.dat", "a.csv"])
@pytest.mark.parametrize(
    "data",
    [
        "text\tspeaker\r\nMore buses\tP1\r\n".encode("utf-16"),
        "text\tspeaker\r\nMore buses\tP1\r\n".encode("utf-16-le"),
        b"text;speaker\nMore buses;P1\n",
        b"sep=;\ntext;speaker\nMore buses;P1\n",
        b"Speaker,Text,School\nP1,More buses,x\n",
        b"text\tYear group\tspeaker\nMore buses\t9\tP1\n",
        b"text|speaker\nMore buses|P1\n",
        b'text;speaker;"What, if anything, would you, as a young person, change?"\nMore buses;P1;x\n',
        "sep=;\n\ufefftext;\u200bspeaker\nMore buses\u200b;\ufeffP1\n".encode(),
        "\ufefftext,ｓｐｅａｋｅｒ\nMore buses,P1\n".encode(),
    ],
)
def test_a_table_is_one_whatever_its_ending(
    store: Store, shop: str, tmp_path: Path, data: bytes, name: str
) -> None:
    import_notes(store, shop, written(tmp_path, data, name))
    assert [(one.text, one.speaker) for one in note.notes(store, shop)] == [("More buses", "P1")]


def test_lines_that_only_begin_like_a_table_are_lines(store: Store, shop: str, tmp_path: Path) -> None:
    data = "Text, they said\nis what we send, mostly, to friends\n"
    import_notes(store, shop, written(tmp_path, data, "a.txt"))
    assert len(note.notes(store, shop)) == 2


def test_only_speakers_of_the_workshop_are_taken_or_all(store: Store, shop: str, tmp_path: Path) -> None:
    data = "Q1: why\nKS3: is hard\nM25: loud\nCO2: less\nP1: yes\np1: no\n+2\n"
    path = written(tmp_path, data, "a.txt")
    workshop.add_speaker(store, shop, "P1")
    import_notes(store, shop, path, all_speakers=False)
    found = note.notes(store, shop)
    assert [one.text for one in found] == ["Q1: why", "KS3: is hard", "M25: loud", "CO2: less", "yes", "no"]
    assert [one.speaker for one in found[4:]] == ["P1", "P1"]
    assert found[5].votes == 2
    import_notes(store, shop, path, all_speakers=True)
    assert {"Q1", "KS3", "M25", "CO2"} < {one.label for one in workshop.speakers(store, shop)}


def test_codes_that_look_the_same_are_one_speaker(store: Store, shop: str, tmp_path: Path) -> None:
    path = written(tmp_path, "P1: a\nＰ１: b\n\u200eP1: c\nP\u00ad1: d\nР1: e\n", "a.txt")
    import_notes(store, shop, path)
    told_by = [one.speaker for one in note.notes(store, shop)]
    assert told_by == ["P1", "P1", "P1", "P1", "Р1"]  # the last in Cyrillic letters
    table = written(tmp_path, "text,speaker\nf,Ｐ１\ng,\u200eP1\n")
    import_notes(store, shop, table)
    assert len(workshop.speakers(store, shop)) == 3


def test_what_is_said_about_a_file(store: Store, shop: str, tmp_path: Path) -> None:
    path = written(tmp_path, "text,prompt,School\nMore buses,Buses,x\nCafé,buses,\n")
    assert told(store, shop, path) == [
        "Columns that were not read: “School”.",
        "New prompts: “Buses”.",
    ]
    spoilt = written(tmp_path, "text\nCafé\nŁódź\n".encode() + b"\xff\n", "spoilt.csv")
    assert told(store, shop, spoilt) == [
        "Read as UTF-8. The first line with a special letter: “Café”",
        "Some letters could not be read and became �. The first is in line 4.",
    ]
    assert told(store, shop, written(tmp_path, "text\nCafé\n".encode("cp1252"), "w.csv")) == [
        "Read as Western European (Windows-1252). The first line with a special letter: “Café”"
    ]
    import_notes(store, shop, path)
    assert told(store, shop, path)[0] == "Already in this workshop, word for word: 2."


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Każdy słucha nas", "cp1250"),
        ("Café, they don’t listen", "mac_roman"),
        ("Café, they don’t listen", "cp1252"),
        ("Никто нас не слушает", "cp1251"),
        ("Łódź", "utf-16"),
    ],
)
def test_the_encoding_is_guessed_shown_and_can_be_changed(tmp_path: Path, words: str, encoding: str) -> None:
    path = written(tmp_path, f"plain\n{words}\n".encode(encoding), "a.txt")
    found = open_notes(path)
    assert [line.meant.text for line in found.lines()] == ["plain", words]
    assert words in encoding_words(found.file)[0]
    other = open_notes(path, Encoding.CYRILLIC if encoding != "cp1251" else Encoding.WESTERN)
    assert words not in encoding_words(other.file)[0]


def test_one_stray_byte_does_not_spoil_a_file(tmp_path: Path) -> None:
    path = written(tmp_path, "Łódź is far\nso ".encode() + b"\xff\nthey don\xe2\x80\x99t\n", "a.txt")
    assert [line.meant.text for line in open_notes(path).lines()] == [
        "Łódź is far",
        "so \ufffd",
        "they don’t",
    ]
