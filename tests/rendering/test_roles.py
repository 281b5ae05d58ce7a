"""Writers of formats without our type go by what a paragraph is, never by how it looks."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from crp_desktop.rendering.document import Document
from crp_desktop.rendering.html.writer import as_page
from crp_desktop.rendering.pdf.lines import LABELS, Role
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import large, standard
from crp_desktop.rendering.word.writer import as_docx
from tests.rendering.conftest import title


def _document(role: Role, **look: object) -> Document:
    style = replace(standard().body, role=role, **look)  # type: ignore[arg-type]
    return Document("Test", [title(), Paragraph("Said so", style)])


def _word_style(document: Document) -> str:
    with zipfile.ZipFile(io.BytesIO(as_docx(document))) as file:
        body = file.read("word/document.xml").decode()
    paragraph = next(one for one in re.findall(r"<w:p>.*?</w:p>", body) if "Said so" in one)
    found = re.search(r'<w:pStyle w:val="(\w+)"', paragraph)
    return found[1] if found else "Normal"


@pytest.mark.parametrize("role", Role)
def test_size_weight_and_ink_change_no_style_of_word(role: Role) -> None:
    looks = ({}, {"size": 30.0}, {"size": 6.0}, {"bold": True}, {"ink": standard().accent})
    assert len({_word_style(_document(role, **look)) for look in looks}) == 1


def test_roles_are_told_apart_in_word() -> None:
    styles = {role: _word_style(_document(role)) for role in Role}
    assert styles[Role.LEAD] == "Lead"
    assert styles[Role.SUBTITLE] == "Subtitle"
    assert styles[Role.KICKER] == "Kicker"
    assert styles[Role.SMALL] == "SmallPrint"


@pytest.mark.parametrize("role", Role)
def test_a_label_is_strong_on_a_web_page_whatever_it_weighs(role: Role) -> None:
    for bold in (False, True):
        page = as_page(_document(role, bold=bold))
        assert ("<strong>Said so</strong>" in page) is (role in LABELS)


def test_a_word_file_is_set_in_the_type_of_its_document() -> None:
    sizes = []
    for theme in (standard(), large()):
        document = replace(_document(Role.BODY), theme=theme)
        with zipfile.ZipFile(io.BytesIO(as_docx(document))) as file:
            styles = file.read("word/styles.xml").decode()
        sizes += re.findall(r'<w:docDefaults>.*?<w:sz w:val="(\d+)"', styles, re.DOTALL)
    assert sizes == ["22", "28"]
