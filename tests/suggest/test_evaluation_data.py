"""The labelled texts are well formed and fairly halved, and the measures count what they say."""

import json
import re
from collections import Counter
from itertools import chain, combinations
from types import SimpleNamespace

import pytest

from crp_desktop import paths
from crp_desktop.domain.convention import load_convention
from tests.suggest import evaluate
from tests.suggest.evaluate import HALVES, REGISTERS, Answer, Labelled

BADGES = {
    "culture",
    "cooperation_leadership",
    "communication",
    "healthy",
    "place",
    "participating",
    "innovation",
    "equal_included",
    "education_learning",
    "flourishing",
    "family_belonging",
    "safe_secure",
    "child_friendly_services",
}


@pytest.fixture(scope="module")
def halves() -> dict[str, list[Labelled]]:
    return {half: evaluate.read(half) for half in HALVES}


@pytest.fixture(scope="module")
def everything(halves: dict[str, list[Labelled]]) -> list[Labelled]:
    return list(chain.from_iterable(halves.values()))


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


@pytest.mark.parametrize("half", evaluate.SETS)
def test_every_line_has_the_five_fields_and_nothing_else(half: str) -> None:
    for line in (evaluate.FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines():
        assert list(json.loads(line)) == ["id", "register", "text", "articles", "badges"], line


def test_ids_and_texts_are_unique_across_the_halves(everything: list[Labelled]) -> None:
    assert len({item.id for item in everything}) == len(everything) >= 300
    assert len({" ".join(words(item.text)) for item in everything}) == len(everything)
    assert all(item.id.startswith(f"{item.register}-") for item in everything)


def test_labels_are_known_and_listed_once(everything: list[Labelled]) -> None:
    mappable = {article.number for article in load_convention(paths.resource("convention.toml")).mappable}
    for item in everything:
        assert item.articles, item.id
        assert item.badges, item.id
        assert set(item.articles) <= mappable, item.id
        assert set(item.badges) <= BADGES, item.id
        assert len(set(item.articles)) == len(item.articles) <= 4, item.id
        assert len(set(item.badges)) == len(item.badges) <= 3, item.id


def test_every_article_and_badge_leads_in_both_halves(halves: dict[str, list[Labelled]]) -> None:
    for texts in halves.values():
        assert {item.articles[0] for item in texts} == set(range(1, 43))
        assert {item.badges[0] for item in texts} == BADGES


def test_registers_are_balanced(halves: dict[str, list[Labelled]]) -> None:
    counts = [Counter(item.register for item in texts) for texts in halves.values()]
    for count in counts:
        assert set(count) == set(REGISTERS)
        assert min(count.values()) >= 40
        assert max(count.values()) <= 2 * min(count.values())
    assert all(abs(counts[0][register] - counts[1][register]) <= 1 for register in REGISTERS)


def test_texts_are_short_and_clean(everything: list[Labelled]) -> None:
    for item in everything:
        assert 5 <= len(item.text.split()) <= 60, item.id
        assert item.text == " ".join(item.text.split()), item.id


def test_no_text_is_nearly_another(everything: list[Labelled]) -> None:
    sets = [(item.id, set(words(item.text))) for item in everything]
    near = [
        (one, other)
        for (one, left), (other, right) in combinations(sets, 2)
        if len(left & right) > 0.5 * len(left | right)
    ]
    assert near == []


def answer(accepted: tuple[int, ...], suggested: tuple[int, ...], register: str = "officers") -> Answer:
    return Answer(Labelled("x", register, "x", accepted, ()), accepted, suggested)


def test_an_answer_counts_any_accepted_key_as_a_hit_but_only_the_first_as_main() -> None:
    second_best = answer((12, 3), (20, 3, 9, 12))
    assert not second_best.hit(1)
    assert second_best.hit(3)
    assert not second_best.main(3)
    assert second_best.main(4)
    assert second_best.recall(3) == 0.5
    assert second_best.recall(5) == 1.0
    assert answer((12,), ()).recall(5) == 0.0


def test_figures_are_means_by_register_and_over_all() -> None:
    answers = [answer((12,), (12,)), answer((24, 6), (31, 24, 7)), answer((28,), (1, 2), "schools")]
    table = evaluate.by_register(answers)
    assert list(table) == ["officers", "schools", "all"]
    assert table["officers"] == evaluate.Figures(2, 0.5, 1.0, 1.0, 0.75)
    assert table["schools"] == evaluate.Figures(1, 0.0, 0.0, 0.0, 0.0)
    assert table["all"].texts == 3
    assert table["all"].hit_3 == pytest.approx(2 / 3)


def test_answers_come_from_the_suggester_in_its_order() -> None:
    class Fixed:
        def articles(self, text: str, limit: int) -> list[SimpleNamespace]:
            return [SimpleNamespace(key=number) for number in (31, 15)][:limit]

        def badges(self, text: str, limit: int) -> list[SimpleNamespace]:
            return [SimpleNamespace(key=key) for key in ("place", "flourishing")][:limit]

    item = Labelled("young_people-1", "young_people", "nothing to do", (15,), ("flourishing",))
    assert evaluate.article_answers(Fixed(), [item])[0].suggested == (31, 15)
    assert evaluate.badge_answers(Fixed(), [item])[0].suggested == ("place", "flourishing")
