"""The Convention's data file: complete, and checked with errors that name the line."""

import re

import pytest

from crp_desktop import paths
from crp_desktop.domain import datafile
from crp_desktop.domain.convention import Convention, load_convention, read_convention
from crp_desktop.domain.errors import InputProblem


@pytest.fixture(scope="module")
def convention() -> Convention:
    return load_convention(paths.resource("convention.toml"))


@pytest.fixture(scope="module")
def source() -> str:
    return paths.resource("convention.toml").read_text(encoding="utf-8")


def test_every_article_is_there_in_order(convention: Convention) -> None:
    assert [article.number for article in convention.articles] == list(range(1, 55))
    assert [article.number for article in convention.mappable] == list(range(1, 43))
    assert [article.number for article in convention.articles if article.general_principle] == [2, 3, 6, 12]


def test_label_and_heading(convention: Convention) -> None:
    assert convention.article(24).label == "Article 24: Health, water, food, environment"
    assert convention.article(24).heading == "Health and health services"


@pytest.mark.parametrize("number", [0, -1, 55])
def test_an_article_that_is_not_there(convention: Convention, number: int) -> None:
    with pytest.raises(KeyError):
        convention.article(number)


def test_explanations_are_short_plain_sentences(convention: Convention) -> None:
    for article in convention.articles:
        sentences = [part for part in re.split(r"(?<=[.])\s+", article.explanation) if part]
        assert 1 <= len(sentences) <= 5, article.number
        assert article.explanation.endswith("."), article.number
        assert max(len(sentence.split()) for sentence in sentences) <= 26, article.number
        assert article.question.endswith("?"), article.number
        assert "  " not in article.explanation + article.question


def test_no_two_articles_say_the_same(convention: Convention) -> None:
    assert len({article.explanation for article in convention.articles}) == 54
    assert len({article.question for article in convention.articles}) == 54


def test_clusters_cover_the_articles_once(convention: Convention) -> None:
    groups = convention.by_cluster()
    listed = [article.number for _, articles in groups for article in articles]
    assert sorted(listed) == list(range(1, 43))
    assert [cluster.id if cluster else None for cluster, _ in groups] == [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", None,
    ]  # fmt: skip
    assert [article.number for article in groups[-1][1]] == [41]


def test_an_article_with_two_clusters_stands_under_its_first_and_knows_both(convention: Convention) -> None:
    health = convention.article(24)
    assert set(health.clusters) == {"V", "VII"}
    inside = [cluster.id for cluster, articles in convention.by_cluster() if cluster and health in articles]
    assert inside == [health.clusters[0]]
    assert len([article for article in convention.mappable if len(article.clusters) == 2]) == 9


def test_all_articles_can_be_asked_for(convention: Convention) -> None:
    listed = [
        article.number for _, articles in convention.by_cluster(all_articles=True) for article in articles
    ]
    assert sorted(listed) == list(range(1, 55))


def test_comments_protocols_and_principles(convention: Convention) -> None:
    assert [comment.number for comment in convention.general_comments] == list(range(1, 27))
    assert convention.general_comment(12).main_articles == (12,)
    assert {protocol.code for protocol in convention.optional_protocols} == {"OPSC", "OPAC", "OPIC"}
    assert len(convention.principles) == 7
    assert convention.principle("dignity").name == "Dignity"
    assert convention.cluster("IX").name == "Special protection measures"
    for article in convention.mappable:
        for number in article.general_comments:
            assert article.number in convention.general_comment(number).main_articles


def _broken(source: str, old: str, new: str) -> str:
    assert old in source
    with pytest.raises(InputProblem) as caught:
        read_convention(datafile.parse(source.replace(old, new, 1), "convention.toml"))
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("number = 13\ntitle", "number = 12\ntitle", "twice"),
        ("number = 54\ntitle", "number = 55\ntitle", "article 54 was expected here"),
        ('title = "adoption"\n', "", "“title” is missing"),
        ('title = "adoption"', 'title = ""', "must not be empty"),
        ("mappable = true", 'mappable = "yes"', "must be a true or false"),
        ('clusters = ["II"]', 'clusters = ["XII"]', "XII"),
        ("general_comments = [6, 21]", "general_comments = [6, 99]", "99"),
        ("main_articles = [30]", "main_articles = [300]", "300"),
        ("question = ", "qestion = ", "“qestion” is not known here"),
        ("version = 1", 'version = "one"', "whole number"),
    ],
)
def test_an_error_names_the_line(source: str, old: str, new: str, said: str) -> None:
    message = _broken(source, old, new)
    assert said in message
    expected = source[: source.index(old)].count("\n") + 1
    line = int(re.search(r"line (\d+)", message).group(1))
    assert 0 <= expected - line <= 2 if "missing" in said else 0 <= line - expected <= 1, message


def test_a_missing_article_is_noticed(source: str) -> None:
    last = source[source.rindex("[[article]]") :]
    assert "53 articles found, 54 expected" in _broken(source, last, "")
