"""The badge framework: what ships is complete, a bad file is named by its line, a good one survives a round trip."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crp_desktop import paths
from crp_desktop.domain.errors import InputProblem, NotFound
from crp_desktop.domain.framework import (
    SCORING_TYPES,
    Answer,
    Badge,
    ChangeKind,
    Framework,
    Level,
    Statement,
    dump_framework,
    framework_faults,
    load_framework,
    parse_framework,
)
from crp_desktop.domain.kinds import BadgeKind, EvidenceType
from crp_desktop.domain.text import clean_line

DEFAULT_LINKS = {
    "culture": (2, 4, 42),
    "cooperation_leadership": (3, 4, 12),
    "communication": (13, 17, 42),
    "healthy": (6, 24, 33),
    "place": (15, 27, 31),
    "participating": (12, 13, 15),
    "innovation": (),
    "equal_included": (2, 22, 23, 30),
    "education_learning": (28, 29),
    "flourishing": (6, 29, 31),
    "family_belonging": (5, 8, 9, 10, 18, 20, 21),
    "safe_secure": (19, 34, 36, 37, 39, 40),
    "child_friendly_services": (3, 4, 18, 25, 26),
}


@pytest.fixture(scope="module")
def source() -> str:
    return paths.resource("framework.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load_framework(paths.resource("framework.toml"))


class TestWhatShips:
    def test_thirteen_badges_with_their_default_links(self, framework: Framework) -> None:
        assert {badge.key: badge.articles for badge in framework.badges} == DEFAULT_LINKS
        foundational = framework.of_kind(BadgeKind.FOUNDATIONAL)
        assert [badge.name for badge in foundational] == [
            "Culture",
            "Co-operation & Leadership",
            "Communication",
        ]
        assert len(framework.of_kind(BadgeKind.THEMATIC)) == 10
        assert framework.of_kind(BadgeKind.LOCAL) == ()

    def test_it_says_that_it_is_ours(self, framework: Framework) -> None:
        assert framework.notice == "Internal self-assessment, not UNICEF criteria."
        assert "Local wording" in framework.wording_note
        assert [level.name for level in framework.levels] == [
            "Not started",
            "Emerging",
            "Developing",
            "Established",
            "Sustained",
        ]

    def test_four_to_six_statements_each_with_its_own_words(self, framework: Framework) -> None:
        assert framework.template is not None
        badges = (*framework.badges, framework.template)
        assert all(4 <= len(badge.statements) <= 6 for badge in badges)
        statements = [statement for badge in badges for statement in badge.statements]
        descriptors = [words for statement in statements for words in statement.levels]
        assert len(set(descriptors)) == len(descriptors)
        assert len({statement.text for statement in statements}) == len(statements)
        assert all(words.endswith(".") and len(words.split()) >= 8 for words in descriptors)

    def test_no_text_names_another_owner_and_all_are_plain(self, framework: Framework) -> None:
        statements = [statement for badge in framework.badges for statement in badge.statements]
        words = " ".join(" ".join((s.text, s.plain, *s.levels)) for s in statements)
        assert "UNICEF" not in words
        assert not re.search(
            r"\b(stakeholder|leverage|holistic|utilise|robust|outcomes-focused)", words, re.IGNORECASE
        )

    def test_young_people_read_short_sentences_about_themselves(self, framework: Framework) -> None:
        for badge in framework.badges:
            for statement in badge.statements:
                assert len(statement.plain.split()) <= 25, statement.key
                assert re.search(
                    r"\b(we|us|our|children|child|young|no one|someone|here)\b", statement.plain, re.I
                )

    def test_young_people_have_a_scale_of_their_own(self, framework: Framework) -> None:
        assert sum(answer.unsure for answer in framework.young_scale) == 1
        names = {level.name.lower() for level in framework.levels}
        assert names.isdisjoint(answer.words.lower() for answer in framework.young_scale)

    def test_level_four_asks_for_time(self, framework: Framework) -> None:
        for badge in framework.badges:
            for statement in badge.statements:
                assert re.search(r"two|year|outlasted|earlier|more than", statement.levels[4], re.I), (
                    statement.key
                )


class TestLookups:
    def test_finds_badges_statements_and_levels(self, framework: Framework) -> None:
        assert framework.badge("healthy").name == "Healthy"
        assert framework.statement("place.good_homes").key == "place.good_homes"
        assert framework.badge_of("place.good_homes").key == "place"
        assert framework.level(3).name == "Established"

    def test_says_what_is_not_there(self, framework: Framework) -> None:
        for lookup in (framework.badge, framework.statement, framework.badge_of):
            with pytest.raises(NotFound, match="nonsense"):
                lookup("nonsense")

    def test_a_local_outcome_starts_from_the_template(self, framework: Framework) -> None:
        words = "Children are healthy and well."
        badge = framework.local_badge("health_wellbeing", "Health & Wellbeing", words, (24,))
        assert badge.kind is BadgeKind.LOCAL
        assert badge.articles == (24,)
        assert [s.key.split(".")[0] for s in badge.statements] == ["health_wellbeing"] * 5
        extended = framework.with_badge(badge)
        assert framework_faults(extended) == ()
        assert extended.badge("health_wellbeing") == badge
        assert extended.with_badge(replace(badge, name="Well")).badge("health_wellbeing").name == "Well"
        with pytest.raises(NotFound):
            replace(framework, template=None).local_badge("a", "b", "c")


class TestBadFiles:
    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("articles = [2, 4, 42]", "articles = [2, 43]", "there is no article 43"),
            ("articles = [2, 4, 42]", "articles = [0]", "there is no article 0"),
            ("articles = [2, 4, 42]", "articles = [2, 2]", "the same article is named twice"),
            ('key = "culture.respect_every_day"', 'key = "culture.staff_know_rights"', "used twice"),
            ('key = "culture.respect_every_day"', 'key = "healthy.respect"', "the key must be “culture.”"),
            ('key = "culture.respect_every_day"', 'key = "culture.Respect it"', "the key must be"),
            ('key = "healthy"', 'key = "Healthy!"', "cannot be a key"),
            ('key = "healthy"', 'key = "place"', "the key must be"),
            ('name = "Healthy"', 'name = " "', "“name” is empty"),
            ('name = "Healthy"', "name = 3", "“name” must be a text"),
            ('name = "Healthy"', 'title = "Healthy"', "“title” is not known here"),
            ('name = "Healthy"', f'name = "{"x" * 601}"', "longer than 600"),
            ('symbol = "healthy"', "", "“symbol” is missing"),
            ("number = 3", "number = 4", "the levels must be 0, 1, 2, 3 and 4"),
            ("unsure = true", "unsure = false", "exactly one that says they are unsure"),
            ('words = "A bit"', 'words = ""', "“words” is empty"),
            ("[[level]]\nnumber = 0", "[[levels]]\nnumber = 0", "a table “levels” is not known here"),
        ],
    )
    def test_the_line_is_named(self, source: str, old: str, new: str, said: str) -> None:
        assert old in source
        with pytest.raises(InputProblem) as caught:
            parse_framework(source.replace(old, new, 1), "f.toml")
        assert said in caught.value.what
        assert re.match(r"f\.toml, line \d+, ", caught.value.what)

    def test_a_wrong_type_of_evidence_names_its_own_line(self, source: str) -> None:
        for new, said in (
            ('needs = ["measured_change"]', "two or three different types"),
            ('needs = ["measured_change", "measured_change"]', "two or three different types"),
            ('needs = ["measured_change", "assertion"]', "never evidence"),
            ('needs = ["measured_change", "rumour"]', "“rumour” is not a type"),
        ):
            lines = source.split("\n")
            place = next(n for n, line in enumerate(lines) if line.startswith("needs ="))
            lines[place] = new
            with pytest.raises(InputProblem) as caught:
                parse_framework("\n".join(lines), "f.toml")
            assert caught.value.what.startswith(f"f.toml, line {place + 1}, ")
            assert said in caught.value.what

    def test_a_missing_and_a_repeated_descriptor_are_named(self, source: str) -> None:
        lines = source.split("\n")
        place = next(n for n, line in enumerate(lines) if line.startswith("level_3"))
        without = [line for n, line in enumerate(lines) if n != place]
        with pytest.raises(InputProblem, match="“level_3” is missing"):
            parse_framework("\n".join(without), "f.toml")
        lines[place] = lines[place - 1].replace("level_2", "level_3")
        with pytest.raises(InputProblem, match=f"line {place + 1}, .*levels 2 and 3 say the same"):
            parse_framework("\n".join(lines), "f.toml")

    def test_too_few_and_too_many_statements(self, framework: Framework) -> None:
        culture = framework.badge("culture")
        for statements in (culture.statements[:3], ()):
            broken = framework.with_badge(replace(culture, statements=statements))
            with pytest.raises(InputProblem, match=f"“Culture” has {len(statements)} of the 4 to 6"):
                parse_framework(dump_framework(broken), "f.toml")
        extra = tuple(replace(culture.statements[0], key=f"culture.extra_{n}") for n in range(2))
        broken = framework.with_badge(replace(culture, statements=culture.statements + extra))
        assert "has 7" in framework_faults(broken)[0].sentence

    def test_foundational_badges_are_fixed(self, framework: Framework) -> None:
        without = replace(framework, badges=framework.badges[1:])
        assert "“culture” is missing" in framework_faults(without)[0].sentence
        healthy = replace(framework.badge("healthy"), kind=BadgeKind.FOUNDATIONAL)
        assert "fixed" in framework_faults(framework.with_badge(healthy))[0].sentence

    def test_an_unknown_kind_of_badge(self, source: str) -> None:
        with pytest.raises(InputProblem, match="“gold” is not foundational, thematic or local"):
            parse_framework(source.replace('kind = "thematic"', 'kind = "gold"', 1), "f.toml")

    @pytest.mark.parametrize(
        "text", ["", "version = 1", 'version = "1"\nlabel = "a"\nnotice = "b"\nwording_note = "c"']
    )
    def test_nearly_empty_files(self, text: str) -> None:
        with pytest.raises(InputProblem, match=r"f\.toml, line 1, "):
            parse_framework(text, "f.toml")

    @given(
        st.integers(0, 10**6), st.integers(1, 60), st.sampled_from(["", "x", "[[badge]]\n", '"', "=", "\n"])
    )
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_a_damaged_file_loads_or_is_refused_with_words(
        self, source: str, start: int, length: int, put: str
    ) -> None:
        start %= len(source)
        damaged = source[:start] + put + source[start + length :]
        refused = None
        try:
            loaded = parse_framework(damaged, "f.toml")
        except InputProblem as problem:
            refused = problem
        if refused is None:
            assert framework_faults(loaded) == ()
        else:
            assert refused.what.startswith("f.toml")
            assert refused.safe


line = st.text(min_size=1, max_size=12).map(clean_line).filter(lambda text: bool(text))
key = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
articles = st.lists(st.integers(1, 42), unique=True, max_size=4).map(tuple)


@st.composite
def statements_of(draw: st.DrawFn, badge: str, fewest: int) -> tuple[Statement, ...]:
    names = draw(st.lists(key, unique=True, min_size=fewest, max_size=6))
    return tuple(
        Statement(
            key=f"{badge}.{name}",
            text=draw(line),
            plain=draw(line),
            levels=tuple(draw(st.lists(line, unique=True, min_size=5, max_size=5))),  # type: ignore[arg-type]
            needs=tuple(draw(st.lists(st.sampled_from(SCORING_TYPES), unique=True, min_size=2))),
            outreach=draw(st.booleans()),
            articles=draw(articles),
        )
        for name in names
    )


@st.composite
def badges_of(draw: st.DrawFn, name: str, kind: BadgeKind) -> Badge:
    fewest = 1 if kind is BadgeKind.LOCAL else 4
    statements = draw(statements_of(name, fewest))
    return Badge(name, kind, draw(line), draw(line), draw(line), draw(articles), statements)


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    fixed = ("culture", "cooperation_leadership", "communication")
    others = draw(st.lists(key.filter(lambda k: k not in (*fixed, "template")), unique=True, max_size=2))
    badges = [draw(badges_of(name, BadgeKind.FOUNDATIONAL)) for name in fixed]
    kinds = st.sampled_from([BadgeKind.THEMATIC, BadgeKind.LOCAL])
    badges += [draw(badges_of(name, draw(kinds))) for name in others]
    answers = [Answer(f"a{n}", draw(line), draw(line)) for n in range(draw(st.integers(2, 4)))]
    return Framework(
        version=draw(line),
        label=draw(line),
        notice=draw(line),
        wording_note=draw(line),
        levels=tuple(Level(number, draw(line), draw(line)) for number in range(5)),
        young_scale=(*answers, Answer("unsure", draw(line), draw(line), unsure=True)),
        badges=tuple(badges),
        template=draw(st.none() | badges_of("template", BadgeKind.LOCAL)),
    )


class TestRoundTrip:
    def test_the_shipped_framework(self, framework: Framework) -> None:
        assert parse_framework(dump_framework(framework), "f.toml") == framework

    @given(frameworks())
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    def test_any_framework_without_faults(self, framework: Framework) -> None:
        assert framework_faults(framework) == ()
        assert parse_framework(dump_framework(framework), "f.toml") == framework

    @given(st.text(max_size=60))
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_words_are_written_as_data(self, framework: Framework, words: str) -> None:
        words = clean_line(words) or "x"
        small = replace(framework, label=words, badges=framework.badges[:3], template=None)
        assert parse_framework(dump_framework(small), "f.toml") == small


class TestDifferences:
    def test_none_with_itself(self, framework: Framework) -> None:
        assert framework.difference(framework) == ()

    def test_changed_wording_breaks_the_trend_and_plain_words_do_not(self, framework: Framework) -> None:
        culture = framework.badge("culture")
        first = culture.statements[0]
        levels = (*first.levels[:4], "Something else.")
        for changed, field, breaks in (
            (replace(first, text="Another outcome."), "text", True),
            (replace(first, levels=levels), "level_4", True),
            (replace(first, plain="Other words."), "plain", False),
            (replace(first, outreach=not first.outreach), "outreach", False),
            (replace(first, needs=first.needs[:2]), "needs", False),
            (replace(first, articles=(1,)), "articles", False),
        ):
            other = framework.with_badge(replace(culture, statements=(changed, *culture.statements[1:])))
            (row,) = framework.difference(other)
            assert (row.kind, row.badge, row.statement) == (ChangeKind.CHANGED, "culture", first.key)
            assert (row.field, row.breaks_trend) == (field, breaks)
            assert (first.wording != changed.wording) == breaks
            assert row.before != row.after

    def test_added_and_removed(self, framework: Framework) -> None:
        local = framework.local_badge("health_wellbeing", "Health & Wellbeing", "Children are well.")
        rows = framework.difference(framework.with_badge(local))
        assert {row.kind for row in rows} == {ChangeKind.ADDED}
        assert [row.statement for row in rows] == ["", *(s.key for s in local.statements)]
        back = framework.with_badge(local).difference(framework)
        assert {row.kind for row in back} == {ChangeKind.REMOVED}
        assert len(back) == len(rows)

    def test_a_new_order_is_shown(self, framework: Framework) -> None:
        culture = framework.badge("culture")
        turned = framework.with_badge(replace(culture, statements=culture.statements[::-1]))
        assert [row.field for row in framework.difference(turned)] == ["statement_order"]

    @given(frameworks(), frameworks())
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    def test_empty_only_for_equals_and_turned_round_both_ways(self, one: Framework, other: Framework) -> None:
        there, back = one.difference(other), other.difference(one)
        assert (there == ()) == (one == other)
        turned = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
        assert {(turned.get(r.kind, r.kind), r.badge, r.statement, r.field) for r in there} == {
            (r.kind, r.badge, r.statement, r.field) for r in back
        }


def test_statements_say_which_evidence_they_need(framework: Framework) -> None:
    assert EvidenceType.TESTIMONY in framework.statement("culture.respect_every_day").needs
    assert EvidenceType.TESTIMONY not in framework.statement("culture.rights_in_decisions").needs
    assert EvidenceType.ASSERTION not in SCORING_TYPES
