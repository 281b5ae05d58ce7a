"""Charts say in words what they show, give their numbers as a table, and never hang on colour alone."""

import pytest

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.rendering import theme
from crp_desktop.rendering.chart_tables import articles_table, levels_table, matrix_table
from crp_desktop.rendering.content import ArticlesChart, HeatMap, LevelLegend, LevelStrip, Node, TrendStrip
from crp_desktop.rendering.pdf import charts, marks
from crp_desktop.rendering.pdf.colour import WHITE, contrast
from crp_desktop.rendering.pdf.levels import shade
from crp_desktop.rendering.pdf.press import Press
from crp_desktop.rendering.theme import A4, TEXT, large_print, standard
from crp_desktop.rendering.views import ArticleView, HeatRow, Spread, Touched, TrendPoint
from tests.rendering import reading
from tests.rendering.conftest import made, outside, read
from tests.rendering.views_sample import HARD, HEALTH, VIEWS

THEME = standard()
NAMES = ("not started", "emerging", "developing", "established", "sustained")
SPREAD = Spread((1, 2, 0, 1, 0), 3)
BADGES = ["Culture", "Co-operation & Leadership", "Healthy"]


def many(count: int, words: str = "An article") -> list[Touched]:
    return [Touched(ArticleView(at, words, "II"), at % 4, at % 3, at % 2) for at in range(1, count + 1)]


def cells(table: reading.Node) -> list[list[str]]:
    return [[cell.text.strip() for cell in row.kids] for row in table.all("TR")]


def test_bars_name_the_article_touched_most_and_all_numbers_stand_in_the_table() -> None:
    touched = [Touched(VIEWS, 2, 1, 0), Touched(HEALTH, 0, 1, 0)]
    root = read([ArticlesChart(touched), articles_table(touched)]).root()
    (figure,) = root.all("Figure")
    assert "Bar chart of findings by article: 12, 24." in figure.alt
    assert "Respect for the views of the child (2 strengths, 1 concern)" in figure.alt
    assert cells(root.all("Table")[0])[1:] == [
        ["12", VIEWS.title, "III", "2", "1", "0", "3"],
        ["24", HEALTH.title, "VI", "0", "1", "0", "1"],
    ]


def test_bars_of_every_article_are_parted_into_pictures_that_fit_a_page() -> None:
    figures = read([ArticlesChart(many(42, HARD["long word"]))]).root().all("Figure")
    assert len(figures) > 2
    assert all(len(figure.pages) == 1 for figure in figures)


def test_no_findings_make_no_chart() -> None:
    assert read([ArticlesChart([Touched(VIEWS)])]).root().all("Figure") == []
    assert charts.counted(Touched(VIEWS)) == "no findings"


def test_each_kind_has_a_pattern_of_its_own() -> None:
    fills = {marks.fill_for(kind) for kind in FindingKind}
    assert len(fills) == len(FindingKind)


def test_a_strip_says_its_levels() -> None:
    root = read([LevelStrip(SPREAD, NAMES, "Culture")]).root()
    assert root.all("Figure")[0].alt == (
        "Culture: 1 at level 0 (not started), 2 at level 1 (emerging), 1 at level 3 (established), 3 not assessed."
    )
    assert Spread((0,) * 5).in_words(NAMES) == "nothing to assess"


def test_the_number_on_every_shade_can_be_read() -> None:
    for level in range(5):
        assert max(contrast(WHITE, shade(level)), contrast(TEXT, shade(level))) >= 4.5


def test_levels_stand_in_a_table() -> None:
    root = read([levels_table([("Culture", SPREAD)], NAMES, first="Badge")]).root()
    assert cells(root.all("Table")[0])[1] == ["Culture", "1", "2", "0", "1", "0", "3"]


def test_a_break_in_a_trend_is_said() -> None:
    points = [TrendPoint("2016", SPREAD), TrendPoint("2017", Spread((0, 1, 1, 0, 0)), "statements reworded")]
    alt = read([TrendStrip(points, NAMES, "Culture")]).root().all("Figure")[0].alt
    assert "2016: 1 at level 0" in alt
    assert "Break in the line, statements reworded. 2017: 1 at level 1" in alt
    assert read([TrendStrip([], NAMES)]).root().all("Figure") == []


def test_a_heat_map_over_two_pages_is_two_pictures() -> None:
    rows = [HeatRow(row.article, (at % 4, 0, at % 7)) for at, row in enumerate(many(42))]
    figures = read([HeatMap(rows, BADGES)]).root().all("Figure")
    assert len(figures) == 2
    assert [figure.pages for figure in figures] == [{1}, {2}]
    assert "Article 7 and Healthy" in figures[0].alt
    for nothing in (HeatMap([], BADGES), HeatMap(rows, [])):
        assert Press(THEME).write(nothing).height(400) == 0


def test_the_numbers_of_a_heat_map_stand_in_a_table() -> None:
    root = read([matrix_table([HeatRow(VIEWS, (3, 0, 1)), HeatRow(HEALTH, (0, 0, 0))], BADGES)]).root()
    assert cells(root.all("Table")[0])[1:] == [
        ["12", VIEWS.title, "Culture 3, Healthy 1"],
        ["24", HEALTH.title, "–"],
    ]


@pytest.mark.parametrize("pair", theme.PAIRS)
def test_every_ink_can_be_read_on_its_ground(pair: tuple[theme.Ink, theme.Ink]) -> None:
    assert contrast(*pair) >= 4.5


CASES = ["standard", "large print", "long word", "Arabic"]


def all_charts(name: str) -> list[Node]:
    words = HARD.get(name, "An article")
    names = [HARD.get(name, level) for level in NAMES]
    rows = [HeatRow(row.article, (at % 4, 0, at)) for at, row in enumerate(many(20, words))]
    return [
        ArticlesChart(many(20, words)),
        LevelLegend(names),
        LevelStrip(SPREAD, names),
        TrendStrip([TrendPoint(words, SPREAD), TrendPoint(words, SPREAD, words)], names),
        HeatMap(rows, [words] * 3),
        matrix_table(rows, [words] * 3),
    ]


def printed(name: str) -> bytes:
    return made(all_charts(name), large_print() if name == "large print" else THEME)


def for_the_judge() -> list[bytes]:
    return [printed(name) for name in CASES]


@pytest.mark.parametrize("name", CASES)
def test_no_word_of_a_chart_stands_outside_of_the_page(name: str) -> None:
    assert outside(printed(name), A4) == []
