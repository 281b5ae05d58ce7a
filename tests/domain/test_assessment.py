"""Spread, agreement, children's own view and the trend: the rules beside the caps."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crp_desktop.domain.agreement import Moderation, ScoredTwice, agreement, moderation_fault
from crp_desktop.domain.assessment import EvidenceItem, Span, all_of, any_of, spread, spread_words
from crp_desktop.domain.dates import as_day, long_date
from crp_desktop.domain.framework_model import Answer, ChangeKind, Level
from crp_desktop.domain.kinds import Direction, EvidenceKind, EvidenceType, Voice
from crp_desktop.domain.records import Evidence, Period
from crp_desktop.domain.trend import (
    Break,
    Moved,
    Movement,
    PeriodLevels,
    StatementLevel,
    changes_since,
    statement_lines,
    trend,
)
from crp_desktop.domain.young_view import ViewKind, compare_views, young_view

NAMES = {0: "Not started", 1: "Emerging", 2: "Developing", 3: "Established", 4: "Sustained"}
levels = st.none() | st.integers(0, 4)


class TestSpread:
    def test_counts_and_lowest(self) -> None:
        found = spread({"a": 3, "b": 1, "c": None, "d": 1})
        assert found.counts == (0, 2, 0, 1, 0)
        assert (found.lowest, found.lowest_keys, found.not_assessed) == (1, ("b", "d"), 1)
        assert spread_words(found, NAMES) == "1 established, 2 emerging, 1 not assessed"

    def test_nothing_assessed(self) -> None:
        found = spread({"a": None})
        assert (found.lowest, found.lowest_keys) == (None, ())
        assert spread_words(found, NAMES) == "1 not assessed"
        assert spread_words(spread({}), NAMES) == "No statements"

    @settings(deadline=None)
    @given(st.dictionaries(st.text(max_size=3), levels, max_size=8))
    def test_counts_add_up_and_nothing_is_averaged(self, given_levels: dict[str, int | None]) -> None:
        found = spread(given_levels)
        assert found.statements == len(given_levels)
        assert found.assessed + found.not_assessed == len(given_levels)
        assert all((given_levels[key] == found.lowest) for key in found.lowest_keys)
        assert bool(found.lowest_keys) == (found.assessed > 0)
        assert not hasattr(found, "mean")


class TestAgreement:
    def test_exact_within_one_and_wide(self) -> None:
        pairs = [
            ScoredTwice("a", 2, 2),
            ScoredTwice("b", 2, 3),
            ScoredTwice("c", 0, 4),
            ScoredTwice("d", 1, None),
        ]
        found = agreement(pairs)
        assert (found.compared, found.exact, found.within_one) == (3, 1, 2)
        assert [pair.key for pair in found.wide] == ["c"]
        assert found.sentence == "Same level on 1 of 3 statements, within one level on 2."
        assert "No statement has a level from both scorers" in agreement([]).sentence

    def test_a_wide_gap_has_no_level_until_a_note_names_one(self) -> None:
        for moderation in (
            None,
            Moderation(None, ""),
            Moderation(2, " "),
            Moderation(None, "Talked."),
            Moderation(7, "x"),
        ):
            pair = ScoredTwice("a", 1, 3, moderation)
            assert pair.needs_moderation
            assert pair.level is None
            assert moderation_fault(pair)
        lacking = {
            (None, ""): "The scorers chose 1 and 3",
            (None, "Talked."): "does not say which level",
            (7, "x"): "does not say which level",
            (2, " "): "Write a note",
        }
        for (level, note), words in lacking.items():
            assert words in moderation_fault(ScoredTwice("a", 1, 3, Moderation(level, note)))
        settled = ScoredTwice("a", 1, 3, Moderation(2, "The survey is older than we thought."))
        assert (settled.needs_moderation, settled.level, moderation_fault(settled)) == (False, 2, "")
        assert agreement([settled]).wide == (settled,)

    def test_the_first_level_stands_for_small_gaps_unless_moderated(self) -> None:
        assert ScoredTwice("a", 2, 3).level == 2
        assert ScoredTwice("a", 2, 3, Moderation(3, "Agreed after talking.")).level == 3
        assert ScoredTwice("a", 2, None).level == 2
        assert ScoredTwice("a", None, 2).level is None

    @settings(deadline=None)
    @given(levels, levels, st.none() | st.builds(Moderation, levels, st.sampled_from(["", "note"])))
    def test_what_stands_is_always_accounted_for(
        self, first: int | None, second: int | None, moderation: Moderation | None
    ) -> None:
        pair = ScoredTwice("a", first, second, moderation)
        assert pair.needs_moderation == bool(moderation_fault(pair))
        if pair.level is not None:
            assert pair.level == first or (moderation is not None and pair.level == moderation.level)
        found = agreement([pair])
        assert found.exact <= found.within_one <= found.compared
        assert len(found.wide) == found.compared - found.within_one
        swapped = agreement([ScoredTwice("a", second, first, moderation)])
        assert (swapped.exact, swapped.within_one) == (found.exact, found.within_one)


SCALE = (
    Answer("not_yet", "Not yet", "f1"),
    Answer("a_bit", "A bit", "f2"),
    Answer("mostly", "Mostly", "f3"),
    Answer("yes", "Yes", "f4"),
    Answer("dont_know", "I don’t know", "f5", unsure=True),
)
ESTABLISHED = Level(3, "Established", "It is normal practice.")
EMERGING = Level(1, "Emerging", "People intend to act.")


class TestYoungView:
    def test_counts_show_only_when_there_are_enough(self) -> None:
        few = young_view(["yes"] * 4, SCALE)
        assert (few.shown, few.answered, few.counts, few.most) == (False, 0, (), None)
        enough = young_view(["yes", "yes", "yes", "not_yet", "dont_know"], SCALE)
        assert [(row.answer.key, row.count) for row in enough.counts] == [
            ("not_yet", 1),
            ("a_bit", 0),
            ("mostly", 0),
            ("yes", 3),
            ("dont_know", 1),
        ]
        assert (enough.sure, enough.unsure, enough.answered) == (4, 1, 5)
        assert young_view(["yes"] * 4, SCALE, threshold=3).shown
        assert not young_view([], SCALE, threshold=0).shown

    def test_an_answer_from_another_scale_is_refused(self) -> None:
        with pytest.raises(ValueError, match="established"):
            young_view(["established"] * 9, SCALE)

    @pytest.mark.parametrize(
        ("answers", "level", "kind", "worth", "said"),
        [
            (
                ["not_yet"] * 6,
                ESTABLISHED,
                ViewKind.DIFFERENT,
                True,
                "Most young people said “Not yet”. Adults gave it level 3, established.",
            ),
            (
                ["yes"] * 6,
                EMERGING,
                ViewKind.DIFFERENT,
                True,
                "Most young people said “Yes”. Adults gave it level 1, emerging.",
            ),
            (["yes"] * 6, ESTABLISHED, ViewKind.SIDE_BY_SIDE, False, "“Yes”"),
            (["not_yet"] * 6, EMERGING, ViewKind.SIDE_BY_SIDE, False, "“Not yet”"),
            (["not_yet"] * 3 + ["yes"] * 3, ESTABLISHED, ViewKind.DIVIDED, True, "different answers"),
            (["dont_know"] * 6, ESTABLISHED, ViewKind.UNSURE, True, "Most young people said “I don’t know”."),
            (["dont_know"] * 6, EMERGING, ViewKind.UNSURE, False, "Most young people said “I don’t know”."),
            (["not_yet"] * 4, ESTABLISHED, ViewKind.TOO_FEW, False, "Too few"),
            (["not_yet"] * 6, None, ViewKind.NO_LEVEL, False, "Adults have not chosen a level."),
        ],
    )
    def test_differences_are_named(
        self, answers: list[str], level: Level | None, kind: ViewKind, worth: bool, said: str
    ) -> None:
        found = compare_views(young_view(answers, SCALE), level, SCALE)
        assert (found.kind, found.worth_talking) == (kind, worth)
        assert said in found.sentence

    def test_nobody_asked(self) -> None:
        assert compare_views(None, ESTABLISHED, SCALE).kind is ViewKind.NOBODY_ASKED

    @settings(deadline=None)
    @given(st.lists(st.sampled_from([answer.key for answer in SCALE]), max_size=14), st.randoms())
    def test_no_sentence_gives_a_count_away_and_order_does_not_matter(self, answers, random) -> None:  # type: ignore[no-untyped-def]
        found = compare_views(young_view(answers, SCALE), ESTABLISHED, SCALE)
        assert [character for character in found.sentence if character.isdigit()] == ["3"]
        turned = list(answers)
        random.shuffle(turned)
        assert compare_views(young_view(turned, SCALE), ESTABLISHED, SCALE) == found

    @settings(deadline=None)
    @given(st.lists(st.sampled_from([answer.key for answer in SCALE]), max_size=14), st.integers(1, 9))
    def test_counts_add_up_or_are_hidden(self, answers: list[str], threshold: int) -> None:
        view = young_view(answers, SCALE, threshold)
        assert view.shown == (len(answers) >= threshold)
        assert view.sure + view.unsure == (len(answers) if view.shown else 0)


def period(label: str, *statements: tuple[str, str, int | None], signed_off: bool = True) -> PeriodLevels:
    return PeriodLevels(label, label, signed_off, tuple(StatementLevel(*row) for row in statements))


ONE = period("2017-18", ("a", "w1", 1), ("b", "w1", 2), ("c", "w1", 2))
TWO = period("2018-19", ("a", "w1", 2), ("b", "w2", 3), ("d", "w1", None), signed_off=False)
THREE = period("2019-20", ("a", "w1", 1), ("b", "w2", 3), ("d", "w1", 0))


class TestTrend:
    def test_a_distribution_for_each_period_with_its_breaks(self) -> None:
        points = trend([ONE, TWO, THREE])
        assert [point.spread.counts for point in points] == [
            (0, 1, 2, 0, 0),
            (0, 0, 1, 1, 0),
            (1, 1, 0, 1, 0),
        ]
        assert [point.signed_off for point in points] == [True, False, True]
        assert points[0].breaks == ()
        assert points[1].breaks == (
            Break(ChangeKind.CHANGED, "b"),
            Break(ChangeKind.ADDED, "d"),
            Break(ChangeKind.REMOVED, "c"),
        )
        assert points[2].breaks == ()

    def test_lines_stop_where_the_wording_changed(self) -> None:
        lines = statement_lines([ONE, TWO, THREE], "b")
        assert [[point.level for point in line] for line in lines] == [[2], [3, 3]]
        assert [[point.level for point in line] for line in statement_lines([ONE, TWO, THREE], "a")] == [
            [1, 2, 1]
        ]

    def test_lines_stop_where_a_period_left_the_statement_out(self) -> None:
        gap = period("2018-19", ("b", "w1", 3))
        assert [len(line) for line in statement_lines([ONE, gap, THREE], "a")] == [1, 1]
        assert statement_lines([ONE], "nowhere") == ()

    def test_what_changed_since_the_last_period(self) -> None:
        assert changes_since(ONE, TWO) == (
            Moved("a", 1, 2, Movement.UP),
            Moved("b", 2, 3, Movement.REWORDED),
            Moved("d", None, None, Movement.NEW),
            Moved("c", 2, None, Movement.REMOVED),
        )
        assert [row.movement for row in changes_since(TWO, THREE)] == [
            Movement.DOWN,
            Movement.SAME,
            Movement.NOT_COMPARED,
        ]

    @settings(deadline=None)
    @given(
        st.lists(
            st.dictionaries(
                st.sampled_from("abc"), st.tuples(st.sampled_from(["w1", "w2"]), levels), max_size=3
            ),
            max_size=5,
        )
    )
    def test_no_line_joins_two_wordings_and_every_point_is_on_one(
        self, history: list[dict[str, tuple[str, int | None]]]
    ) -> None:
        periods = [
            period(str(number), *((key, *row) for key, row in statements.items()))
            for number, statements in enumerate(history)
        ]
        for key in "abc":
            lines = statement_lines(periods, key)
            held = [number for number, statements in enumerate(history) if key in statements]
            assert [int(point.period_id) for line in lines for point in line] == held
            for line in lines:
                assert len({history[int(point.period_id)][key][0] for point in line}) == 1
        for before, after, point in zip(periods, periods[1:], trend(periods)[1:], strict=False):
            assert bool(point.breaks) == (
                {(s.key, s.wording) for s in before.statements}
                != {(s.key, s.wording) for s in after.statements}
            )


class TestSmallThings:
    def test_dates_are_read_and_written_as_people_do(self) -> None:
        assert long_date(date(2017, 11, 9)) == "9 November 2017"
        assert as_day("2017-11-09") == date(2017, 11, 9)
        assert [as_day(text) for text in ("", "2017", "2017-13-01", "9 November 2017", "20171109")] == [
            None
        ] * 5

    def test_a_stored_period_becomes_a_span(self) -> None:
        assert Span.of(Period("p", "2018-19", "2018-04-01", "2019-03-31")) == Span(
            date(2018, 4, 1), date(2019, 3, 31)
        )
        for starts, ends in (("", "2019-03-31"), ("2019-03-31", "2018-04-01")):
            with pytest.raises(ValueError, match="period p"):
                Span.of(Period("p", "x", starts, ends))

    def test_stored_evidence_becomes_an_item(self) -> None:
        stored = Evidence(
            id="e",
            period_id="p",
            statement_id="s",
            kind=EvidenceKind.FINDING,
            finding_id="f",
            indicator_id=None,
            text="What children said",
            type=EvidenceType.TESTIMONY,
            direction=Direction.CONTRADICTS,
            dated="2018-11-09",
            voice=Voice.CHILDREN,
            groups_reached="in care",
            answer="",
        )
        item = EvidenceItem.of(stored)
        assert (item.type, item.dated, item.is_open, item.key) == (
            EvidenceType.TESTIMONY,
            date(2018, 11, 9),
            True,
            "e",
        )

    def test_lists_of_types_read_as_sentences(self) -> None:
        both = (EvidenceType.DOCUMENT, EvidenceType.ASSERTION)
        assert any_of(both) == "documents and outputs or an assertion"
        assert all_of(both) == "documents and outputs and an assertion"
        assert any_of(()) == all_of(()) == ""
