"""Data files: every table and key keeps its line, and bad files end in a sentence, never in a crash."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crp_desktop.domain import datafile
from crp_desktop.domain.errors import InputProblem

TANGLED = '''\
title = "x"
"odd key" = [ # [not.a.header]
  [1],
  """[[badge]]
key = "not a key"
""",
]

[[badge]]   # the first
key = "one"
words = """
[fake]
key = 1
"""
inline = [ { statement = 1 } ]

[[badge.statement]]
key = "one.a"

[[badge.statement]]
key = 'one"b#'

[[badge]]
key = "two"

  [[badge.statement]]
  key = "two.a"

[other."with space"]
last = 1
'''


def line_of(text: str, wanted: str) -> int:
    return text.split("\n").index(wanted) + 1


def test_every_table_and_key_keeps_its_line() -> None:
    file = datafile.parse(TANGLED, "f.toml")
    badges = file.entries("badge")
    assert [badge.get("key", str) for badge in badges] == ["one", "two"]
    assert badges[0].line == line_of(TANGLED, "[[badge]]   # the first")
    assert badges[0].lines["inline"] == line_of(TANGLED, "inline = [ { statement = 1 } ]")
    assert badges[1].lines["key"] == line_of(TANGLED, 'key = "two"')
    assert file.entries("other.with space")[0].lines["last"] == line_of(TANGLED, "last = 1")
    assert file.top.lines == {"title": 1, "odd key": 2}
    assert file.top.get("title", str) == "x"


def test_inner_tables_name_their_parent() -> None:
    statements = datafile.parse(TANGLED, "f.toml").entries("badge.statement")
    assert [(entry.get("key", str), entry.parent) for entry in statements] == [
        ("one.a", 0),
        ('one"b#', 0),
        ("two.a", 1),
    ]


def test_values_of_a_table_do_not_hold_the_tables_inside_it() -> None:
    badges = datafile.parse(TANGLED, "f.toml").entries("badge")
    assert set(badges[0].values) == {"key", "words", "inline"}
    assert set(badges[1].values) == {"key"}


def test_a_table_written_as_a_plain_value_in_one_place_is_named_there() -> None:
    text = '[[badge]]\n[[badge.statement]]\nkey = "a"\n[[badge]]\nstatement = "slip"\n'
    badges = datafile.parse(text, "f.toml").entries("badge")
    assert len(datafile.parse(text, "f.toml").entries("badge.statement")) == 1
    assert badges[1].lines["statement"] == 5


@pytest.mark.parametrize(
    ("getter", "message"),
    [
        (lambda entry: entry.get("missing", str), "f.toml, line 2, a 1: “missing” is missing"),
        (lambda entry: entry.get("number", str), "f.toml, line 3, a 1: “number” must be a text"),
        (lambda entry: entry.get("yes", int), "f.toml, line 4, a 1: “yes” must be a whole number"),
        (lambda entry: entry.strings("mixed"), "f.toml, line 5, a 1: “mixed” must list texts only"),
        (
            lambda entry: entry.integers("truths"),
            "f.toml, line 6, a 1: “truths” must list whole numbers only",
        ),
        (
            lambda entry: entry.only("number", "yes", "mixed"),
            "f.toml, line 6, a 1: “truths” is not known here",
        ),
    ],
)
def test_getters_name_file_line_and_key(getter, message) -> None:  # type: ignore[no-untyped-def]
    text = '\n[[a]]\nnumber = 1\nyes = true\nmixed = ["a", 1]\ntruths = [true]\n'
    entry = datafile.parse(text, "f.toml").entries("a")[0]
    with pytest.raises(InputProblem) as caught:
        getter(entry)
    assert caught.value.what == message
    assert caught.value.safe
    assert caught.value.todo


def test_defaults_stand_in_for_absent_keys() -> None:
    entry = datafile.parse("[a]\n", "f.toml").entries("a")[0]
    assert entry.get("word", str, "none") == "none"
    assert entry.strings("list", []) == ()
    assert entry.integers("list", []) == ()


def test_an_unknown_table_is_named_with_its_line() -> None:
    with pytest.raises(InputProblem, match=r"f\.toml, line 3, bagde 1: .*bagde"):
        datafile.parse("[[badge]]\n\n[[bagde]]\n", "f.toml").only("badge")


@pytest.mark.parametrize(
    "text",
    ["a = ", "[[a]\n", "a = 1\na = 2", 'a = "torn', "\x00", "a = " + "[" * 5000, "a = " + "9" * 5000],
)
def test_torn_files_end_in_a_sentence(text: str) -> None:
    with pytest.raises(InputProblem, match=r"f\.toml is not a valid data file"):
        datafile.parse(text, "f.toml")


def test_reading_says_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"gone\.toml could not be read"):
        datafile.read(tmp_path / "gone.toml")
    latin = tmp_path / "latin.toml"
    latin.write_bytes('name = "café"'.encode("latin-1"))
    with pytest.raises(InputProblem, match=r"latin\.toml could not be read.*UTF-8"):
        datafile.read(latin)


def test_a_file_saved_by_a_windows_editor_reads_the_same(tmp_path: Path) -> None:
    plain = tmp_path / "plain.toml"
    plain.write_bytes(TANGLED.encode("utf-8"))
    windows = tmp_path / "windows.toml"
    windows.write_bytes(b"\xef\xbb\xbf" + TANGLED.replace("\n", "\r\n").encode("utf-8"))
    a, b = datafile.read(plain), datafile.read(windows)
    assert [entry.values for entry in a.entries("badge")] == [entry.values for entry in b.entries("badge")]
    assert [entry.lines for entry in a.entries("badge")] == [entry.lines for entry in b.entries("badge")]


values = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(
        lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    ),
    st.lists(st.integers(-9, 9), max_size=3).map(lambda items: "[\n" + ",\n".join(map(str, items)) + "]"),
    st.sampled_from(
        ["'[x]'", '"""\n[[a]]\nb = 1\n"""', "'''\n\"\"\"\n[a]\n'''", "{ k = '[' }", "1 # k = [", '""']
    ),
)


@settings(deadline=None)
@given(st.lists(st.lists(values, max_size=4), max_size=6))
def test_lines_are_right_whatever_the_values_hold(tables: list[list[str]]) -> None:
    text, expected = "", []
    for number, table in enumerate(tables):
        text += "[[t]]\n"
        lines = {}
        for place, value in enumerate(table):
            lines[f"k{number}_{place}"] = text.count("\n") + 1
            text += f"k{number}_{place} = {value}\n"
        expected.append(lines)
    found = datafile.parse(text, "f.toml").entries("t")
    assert [entry.lines for entry in found] == expected
    assert [set(entry.values) for entry in found] == [set(lines) for lines in expected]


@pytest.mark.parametrize(
    "text",
    [
        "a." * 20_000 + "a=1",
        "[" + "a." * 20_000 + "a]",
        '"a" . ' * 7_000 + "a=1",
        "x={y={" + "a." * 20_000 + "a=1}}",
    ],
)
def test_a_key_of_very_many_parts_is_refused_before_it_takes_memory(text: str) -> None:
    with pytest.raises(InputProblem, match="more than 32 parts"):
        datafile.parse(text, "f.toml")


@pytest.mark.parametrize(
    "text", ["x=[" + "1.5," * 8_000 + "]", 'x="' + "a." * 20_000 + '"', "# " + "a." * 900, "a.b.c.d=1\ne.f=2"]
)
def test_full_stops_that_part_no_key_are_none_of_its_parts(text: str) -> None:
    datafile.parse(text, "f.toml")


def test_a_file_larger_than_a_data_file_would_be_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.toml"
    path.write_bytes(b"#" * (datafile.LARGEST + 1))
    with pytest.raises(InputProblem, match="too large"):
        datafile.read(path)
