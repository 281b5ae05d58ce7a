"""Text of any script and any length, on lines that stay inside their column."""

import io
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf import bidi
from crp_desktop.rendering.pdf.fonts import chain, extras_missing, faces_for, load
from crp_desktop.rendering.pdf.lines import break_lines, natural_width
from crp_desktop.rendering.pdf.scripts import language_of, of_the_extra, script_words
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.pdf.writer import build
from crp_desktop.rendering.text import Run, plain
from crp_desktop.rendering.theme import standard
from tests.rendering.conftest import made, read, title
from tests.tools import need

BODY = standard().body
SENTENCES = {
    "ar": "للأطفال الحق في أن يُسمع رأيهم (المادة 12) في المدينة.",
    "fa": "این یک متن فارسی است که برای آزمایش نوشته شده است.",
    "ur": "بچوں کی رائے سننا ضروری ہے، اور یہ اُن کا حق ہے۔",
    "he": "לילדים יש זכות להישמע (סעיף 12).",
    "bn": "শিশুদের অধিকার রক্ষা করা আমাদের দায়িত্ব। ক্ষ্ম ত্রী",
    "ta": "குழந்தைகளின் உரிமைகள் முக்கியம்",
    "gu": "બાળકોના અધિકારો મહત્વપૂર્ણ છે",
    "pa": "ਬੱਚਿਆਂ ਦੇ ਅਧਿਕਾਰ",
    "th": "เด็กมีสิทธิ",
    "my": "ကလေးအခွင့်အရေး",
}
MARKUP = '<b>bold</b> & <para> &amp; <font size="99"> </i> %s {0} <!-- '


def words_of(text: str, width: float) -> str:
    return "".join(piece.shaped.text for line in break_lines(text, BODY, width) for piece in line.pieces)


@given(st.text(max_size=300), st.floats(20, 500))
@settings(max_examples=150, deadline=None)
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = break_lines(text, BODY, width)
    assert lines
    for line in lines:
        single = [piece for piece in line.pieces if not piece.space]
        if line.width > width + 0.1:
            assert len(single) == 1
            assert len(single[0].shaped.advances) == 1, "only a single letter may be wider than its column"
    drawn = sorted("".join(piece.shaped.text for line in lines for piece in line.pieces))
    assert drawn == sorted(plain(text).replace("\n", " ").replace("\u200b", ""))


@given(st.text(max_size=40))
@settings(max_examples=400, deadline=None)
def test_no_glyph_is_the_missing_one_even_where_letters_join(text: str) -> None:
    for line in break_lines(text, BODY, 300):
        for piece in line.pieces:
            assert all(glyph.id for segment in piece.shaped.segments for glyph in segment.glyphs)


@pytest.mark.parametrize("text", ["می‌شود", "ক্‍ষ", "a‍b", "é́", "x̸", "́", "‍", "اًّ"])
def test_joiners_and_stray_marks_have_glyphs(text: str) -> None:
    (line,) = break_lines(text, BODY, 300)
    assert all(
        glyph.id for piece in line.pieces for segment in piece.shaped.segments for glyph in segment.glyphs
    )


def test_a_word_of_300_letters_breaks_and_nothing_of_it_is_lost() -> None:
    word = "".join(chr(ord("a") + at % 26) for at in range(300))
    lines = break_lines(f"before {word} after", BODY, 200)
    assert max(line.width for line in lines) <= 200.01
    assert words_of(f"before {word} after", 200) == f"before {word} after"


def test_a_word_of_a_hundred_thousand_letters_is_broken_in_a_moment() -> None:
    assert len(break_lines("x" * 100_000, BODY, 480)) > 1000


def test_markup_is_only_ever_letters() -> None:
    pdf = read([Paragraph(MARKUP, BODY)])
    assert pdf.root().all("P")[0].text == MARKUP.rstrip(" ") + " "


@pytest.mark.parametrize(("lang", "sentence"), SENTENCES.items())
def test_every_script_is_drawn_without_a_missing_letter_and_read_as_written(lang: str, sentence: str) -> None:
    buffer = io.BytesIO()
    built = build(Document("Test", []), buffer, blocks=[title(), Paragraph(sentence, BODY)])
    assert built.missing == ()
    element = read([Paragraph(sentence, BODY)]).root().all("P")[0]
    assert element.said() == sentence
    assert element.lang == lang
    assert language_of(sentence) == lang


def test_english_and_mixed_letters_say_nothing_of_their_language() -> None:
    assert language_of("Plain English") == ""
    assert language_of("Mostly English with one שלום") == ""
    assert language_of("123 !?") == ""


def test_right_to_left_lines_run_from_the_right_and_english_inside_them_does_not() -> None:
    line = break_lines("שלום hello עולם", BODY, 400)[0]
    drawn = [piece.shaped.text for piece in line.pieces if not piece.space]
    assert line.rtl
    assert drawn == ["עולם", "hello", "שלום"]
    assert break_lines("hello שלום", BODY, 400)[0].rtl is False


def test_visual_order_reverses_levels_from_the_highest_down() -> None:
    assert bidi.visual_order([(0, "a"), (1, "b"), (1, "c"), (2, "1"), (2, "2"), (1, "d"), (0, "e")]) == [
        "a", "d", "1", "2", "c", "b", "e",
    ]  # fmt: skip


def test_a_word_is_set_in_one_face_when_one_has_all_its_letters() -> None:
    (run,) = faces_for("Łódź", False, False)
    assert run.text == "Łódź"
    (plain_run,) = faces_for("child", False, False)
    assert plain_run.face is load(chain(False, False)[0])


def test_letters_that_no_font_has_show_as_boxes_and_are_reported() -> None:
    buffer = io.BytesIO()
    built = build(Document("Test", []), buffer, blocks=[title(), Paragraph("a ꀕ b \ue000", BODY)])
    assert set(built.missing) == {"ꀕ", "\ue000"}
    assert read([Paragraph("a ꀕ b", BODY)]).root().all("P")[0].text == "a ꀕ b"
    assert script_words(["ꀕ", "中", "文", "\ue000", "1"]) == ("Chinese", "Yi")


def test_chinese_lines_end_between_any_two_letters_but_never_begin_with_a_comma() -> None:
    text = "做决定之前，请先听听我的想法。「学校里」和家里（都一样）。"
    for width in range(12, 200):
        lines = [
            "".join(piece.shaped.text for piece in line.pieces) for line in break_lines(text, BODY, width)
        ]
        assert "".join(lines) == text
        if width >= 44:
            assert not any(line[0] in "，。」）" or line[-1] in "「（" for line in lines), lines
    assert len(break_lines(text, BODY, 120)) < 5


CHINESE = "做决定之前，请先听听我的想法。決める前に、私の話を聞いてほしい。"


def test_chinese_with_its_font_is_drawn_embedded_and_read_as_written() -> None:
    need(not extras_missing(), "the extra “scripts”")
    buffer = io.BytesIO()
    built = build(Document("Test", []), buffer, blocks=[title(), Paragraph(CHINESE, BODY)])
    assert built.missing == ()
    assert b"/FontFile3" in buffer.getvalue()
    with pdfium.PdfDocument(buffer.getvalue()) as document:
        assert CHINESE in document[0].get_textpage().get_text_bounded().replace("\r\n", "")


def test_the_extra_is_named_for_the_scripts_that_it_brings_only() -> None:
    assert of_the_extra(["ꀕ", "中"])
    assert of_the_extra(["か"])
    assert not of_the_extra(["ꀕ", "가"])
    assert language_of("请先听听我的想法") == "zh"
    assert language_of("私の話を聞いてほしい") == "ja"


def test_emoji_with_skin_tones_and_joiners_stay_whole() -> None:
    runs = faces_for("👍🏽👨‍👩‍👧", False, False)
    assert "".join(run.text for run in runs) == "👍🏽👨‍👩‍👧"
    assert not any(run.missing for run in runs)


def test_bold_and_italic_runs_use_their_own_faces() -> None:
    slanted = Paragraph("slanted", replace(BODY, italic=True))
    data = made([Paragraph(["plain ", Run("bold", strong=True)], BODY), slanted])
    for face in (
        b"AtkinsonHyperlegible-Regular",
        b"AtkinsonHyperlegible-Bold",
        b"AtkinsonHyperlegible-Italic",
    ):
        assert face in data


def test_natural_width_is_that_of_the_widest_line() -> None:
    assert natural_width("wide words\nw", BODY) == pytest.approx(natural_width("wide words", BODY))


def test_control_characters_and_lone_surrogates_are_not_drawn() -> None:
    assert plain("a\x00b\x07c\ud800d\u202ee\tf") == "abc\ufffdde f"


def for_the_judge() -> list[bytes]:
    """Every script, Chinese and Japanese where their font is installed."""
    sentences = [
        *SENTENCES.values(),
        MARKUP,
        "中文 \ue000",
        "😀👍🏽 ❤️ 👨‍👩‍👧",
        "x" * 300,
        "",
        " ",
        "Łódź żółć Việt Русский",
    ]
    if not extras_missing():
        sentences.append(CHINESE)
    return [made([Paragraph(sentence, BODY) for sentence in sentences])]
