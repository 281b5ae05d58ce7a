"""One tree of meanings, three writers: what a document says, and nothing of how it looks, decides what is written."""

import ast
import inspect
import io
import pkgutil
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from crp_desktop import documents
from crp_desktop.rendering import content, theme, tree
from crp_desktop.rendering.content import Findings, Heading, Node, Paragraph
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.html import writer as html
from crp_desktop.rendering.html.writer import as_page
from crp_desktop.rendering.pdf import press
from crp_desktop.rendering.pdf.writer import build
from crp_desktop.rendering.text import Role, Run
from crp_desktop.rendering.theme import Theme, large, standard
from crp_desktop.rendering.tree import method_of, walk, words
from crp_desktop.rendering.views import ArticleView, CardView, HeatRow, Spread, Touched, TrendPoint
from crp_desktop.rendering.word import writer as word
from crp_desktop.rendering.word.writer import as_docx
from tests.rendering.test_blocks import all_nodes
from tests.rendering.views_sample import FINDINGS

KINDS = tree.kinds()
WRITERS = (press.Press, html._Page, word.Writer)


def _document(role: Role, look: Theme | None = None) -> Document:
    body = [Heading(1, "Title"), Paragraph("Said so", role)]
    return Document("Test", body, theme=look or standard())


def _part(document: Document, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(as_docx(document))) as file:
        return file.read(f"word/{name}.xml").decode()


def _word_style(document: Document) -> str:
    body = _part(document, "document")
    paragraph = next(one for one in re.findall(r"<w:p>.*?</w:p>", body) if "Said so" in one)
    found = re.search(r'<w:pStyle w:val="(\w+)"', paragraph)
    return found[1] if found else "Normal"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("writer", WRITERS)
def test_every_kind_of_node_has_a_method_in_every_writer(writer: type, kind: type[Node]) -> None:
    method = getattr(writer, method_of(kind))
    (_, node) = inspect.signature(method, eval_str=True).parameters.values()
    assert issubclass(kind, node.annotation)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_node_is_frozen_and_knows_no_type_and_no_ink(kind: type[Node]) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    looks = {
        name for name, value in vars(theme).items() if getattr(value, "__module__", "") == theme.__name__
    }
    looks.add("Ink")
    for name, hint in inspect.get_annotations(kind).items():
        assert not looks & set(re.findall(r"\w+", str(hint))), name


def test_what_went_into_a_tree_as_a_list_can_no_longer_be_changed() -> None:
    rows = [["a", content.Cell(["b ", Run("c", strong=True)])]]
    table = content.Table([content.Column("A"), content.Column("B")], rows)
    rows[0][0] = "changed"
    assert table.rows[0][0] == "a"
    for node in walk(every_kind("x")):
        assert "[" not in repr(node), node
        assert hash(node) is not None


def test_composers_know_neither_paper_nor_word() -> None:
    """In a process of its own, as the other tests have loaded everything."""
    folder = Path(documents.__path__[0])
    modules = [
        f"crp_desktop.documents.{path.parent.name}.{path.stem}" for path in folder.glob("*/compose*.py")
    ]
    assert len(modules) > 10
    said = subprocess.run(
        [sys.executable, "-c", f"import sys\nfor one in {modules}: __import__(one)\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "crp_desktop.rendering.content" in said
    heavy = ("reportlab", "docx", "uharfbuzz", "PIL", "pypdfium2", "crp_desktop.rendering.pdf.flow")
    assert not set(heavy) & set(said)


@pytest.mark.parametrize("package", [html, word])
def test_no_writer_asks_how_text_looks(package: object) -> None:
    """Sizes and inks are written into styles (`look`, `base`); nothing is decided by them."""
    folder = Path(package.__file__).parent  # type: ignore[attr-defined]
    for module in pkgutil.iter_modules([str(folder)]):
        tree = ast.parse((folder / f"{module.name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.If | ast.IfExp | ast.Compare):
                test = node if isinstance(node, ast.Compare) else node.test
                found = [one for one in ast.walk(test) if isinstance(one, ast.Attribute)]
                asked = {one.attr for one in found if ast.unparse(one.value) != "differs"}
                assert not asked & {"size", "leading", "ink", "italic"}, ast.unparse(test)


def test_size_weight_and_ink_change_no_style_of_word() -> None:
    look = standard()
    strange = replace(look.body, size=30.0, bold=True, ink=look.accent)
    for role in Role:
        plain = _word_style(_document(role))
        assert plain == _word_style(_document(role, replace(look, body=strange, small=strange)))


def test_roles_are_told_apart_in_word() -> None:
    styles = {role: _word_style(_document(role)) for role in Role}
    assert styles[Role.LEAD] == "Lead"
    assert styles[Role.QUIET] == "Quiet"
    assert styles[Role.SMALL] == "SmallPrint"
    top = content.Title("A", council="Whose", subtitle="Said so")
    assert _word_style(Document("A", [top])) == "Subtitle"
    assert _word_style(Document("A", [replace(top, kind="Said so", subtitle="")])) == "Kicker"


@pytest.mark.parametrize("role", Role)
def test_a_label_is_strong_on_a_web_page_whatever_it_weighs(role: Role) -> None:
    for look in (standard(), replace(standard(), body=standard().strong)):
        page = as_page(_document(role, look))
        assert ("<strong>Said so</strong>" in page) is (role is Role.LABEL)


def test_a_word_file_is_set_in_the_type_of_its_document() -> None:
    sizes = []
    for look in (standard(), large()):
        styles = _part(_document(Role.BODY, look), "styles")
        sizes += re.findall(r'<w:docDefaults>.*?<w:sz w:val="(\d+)"', styles, re.DOTALL)
    assert sizes == ["22", "28"]


def every_kind(said: str) -> list[Node]:
    """A tree with a node of every kind, each with these words where it has any."""
    article = ArticleView(12, said, "III", main=True)
    touched = [Touched(article, 1, 2, 3)]
    hand = [content.Blank(20), content.Dots(3, 20), content.Bar(touched[0], 6)]
    cells = [content.Cell(one) for one in (content.Lines([Paragraph(said, Role.SMALL)]), *hand)]
    section = Heading(2, said)
    return [
        content.Title(said, said, said, said, said),
        content.Contents([section]),
        content.Section([section, content.Together([Paragraph(said, role) for role in Role])]),
        *all_nodes(said),
        content.Table([content.Column(said)] * 4, [cells], said),
        content.ArticlesChart(touched),
        content.KindLegend(touched),
        content.LevelLegend([said, said]),
        content.LevelStrip(Spread((1, 2)), [said, said], said),
        content.TrendStrip([TrendPoint(said, Spread((1, 2)))], [said, said], said),
        content.HeatMap([HeatRow(article, (1,))], [said]),
        content.PageBreak(),
        content.RightsCards([CardView(12, said, "III", said, said, said)]),
    ]


def test_every_kind_is_written_by_every_writer_and_its_words_are_data() -> None:
    said = '<b>5 & "6"</b>'
    body = every_kind(said)
    assert {type(node) for node in walk(body)} == set(KINDS)
    document = Document("Test", body)
    build(document, io.BytesIO())
    page, file = as_page(document), _part(document, "document")
    assert "<b>" not in page + file
    assert page.count("&lt;b&gt;5 &amp;") > 60
    assert file.count("&lt;b&gt;5 &amp;") > 60


def test_every_word_of_a_tree_can_be_asked_for() -> None:
    silent = set(KINDS) - {type(node) for node in walk(every_kind("needle")) if "needle" in set(words(node))}
    assert silent == {content.PageBreak, content.WriteLines, content.Blank, content.Dots, Findings}
    assert FINDINGS[1].quotes[0].text in set(words(Findings(FINDINGS)))
    assert "a needle in hay" in set(words([Paragraph(["a ", Run("needle", strong=True), " in hay"])]))
    assert not {role.value for role in Role} & set(words([Paragraph("x", role) for role in Role]))


def test_a_tree_is_walked_from_the_outside_in_the_order_it_is_read() -> None:
    inner = content.Callout("Note", [Paragraph("first"), content.Bullets([[Paragraph("second")]])])
    found = [type(node) for node in walk([content.Section([Heading(2, "A"), inner])])]
    assert found == [content.Section, Heading, content.Callout, Paragraph, content.Bullets, Paragraph]
