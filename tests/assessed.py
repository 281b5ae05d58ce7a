"""Self-assessments to look at and to test with: each puts a programme into a situation and says where to look.

A situation takes a store and returns the target (`period`, `badge` and so on) to show.
"""

from collections.abc import Callable
from itertools import pairwise

from crp_desktop.domain.kinds import Confidence, FindingKind, ScorerRole
from crp_desktop.domain.sign_off import Meeting, Signatory
from crp_desktop.services.assessment.evidence import attach
from crp_desktop.services.assessment.framework import badges, current_framework
from crp_desktop.services.assessment.moderation import moderate
from crp_desktop.services.assessment.period import add_period, periods
from crp_desktop.services.assessment.rubric import take, with_statement
from crp_desktop.services.assessment.scoring import badge_view, begin, declare_interests, finish, score
from crp_desktop.services.assessment.sign_off import (
    SignOffForm,
    add_comment,
    answer_comment,
    sign_off,
    versions,
)
from crp_desktop.services.assessment.young_view import answer_sheet, new_sheet
from crp_desktop.services.findings.finding import add_finding
from crp_desktop.services.programme.people import sign_in
from crp_desktop.services.rights.mapping import map_badge
from crp_desktop.storage.store import Store
from tests.programmes import ARABIC, DEVICE, LONG_WORD, MARKUP

Target = dict[str, str]
Situation = Callable[[Store], Target]

BADGE = "culture"
SECOND = ScorerRole.SECOND
FORM = SignOffForm(
    (
        Signatory("Ruth Adeyemi", "Child Rights Lead"),
        Signatory("Councillor Imran Shah", "Lead member for children"),
    ),
    Meeting("Children’s Partnership Board", "2026-10-14", "Item 4"),
)


def period_of(store: Store, label: str) -> str:
    """The period with this label."""
    return next(one.id for one in periods(store) if one.label == label)


def nothing(_store: Store) -> Target:
    """The programme as it is."""
    return {}


def at(label: str = "", badge: str = "", **more: str) -> Situation:
    """The sample as it is, at a period and badge."""

    def look(store: Store) -> Target:
        period = {"period": period_of(store, label)} if label else {}
        return period | ({"badge": badge} if badge else {}) | more

    return look


def give_all(
    store: Store, period: str, badge: str, levels: tuple[int, ...], role: ScorerRole = ScorerRole.FIRST
) -> None:
    """A level for every statement, in turns, with all that is asked for beside it."""
    for place, one in enumerate(badge_view(store, period, badge, role).statements):
        level = levels[place % len(levels)]
        score(
            store, period, badge, one.key, role, level=level, reason="As the evidence says.",
            over_cap_reason="The minute is on its way.", confidence=Confidence.MEDIUM,
            confidence_reason="Two services were visited.",
        )  # fmt: skip


def signed(store: Store, label: str) -> Target:
    """The sample's culture signed off in a period that was finished, unless the sample did that itself."""
    period = period_of(store, label)
    if not versions(store, period, BADGE):
        view = badge_view(store, period, BADGE)
        declare_interests(store, view.assessment_id, "Leads the programme that is assessed.")
        sign_off(store, period, BADGE, FORM)
    return {"period": period, "badge": BADGE}


def asked_by_the_board(store: Store) -> Target:
    """Signed off, with one challenge that was answered and one that was not."""
    target = signed(store, "2025-26")
    made = versions(store, target["period"], BADGE)[0]
    assert made.signed is not None
    comment = add_comment(store, made.signed.id, "Who asked young carers?", "Councillor Imran Shah").value
    answer_comment(store, comment, "The forum will, before the next period.", "Ruth Adeyemi")
    add_comment(store, made.signed.id, "Is 3 fair for awards?", "Headteacher, Alder School")
    return target


def answered(store: Store) -> Target:
    """Nine slips that see some things as adults do and some not, beside levels."""
    period = period_of(store, "2026-27")
    keys = [one.key for one in badge_view(store, period, BADGE).statements]
    scale = ("not_yet", "a_bit", "mostly", "yes", "dont_know")
    for number in range(9):
        picks = {key: scale[(0, 2, number % 5, 4, 3)[place % 5]] for place, key in enumerate(keys)}
        answer_sheet(store, period, BADGE, new_sheet(), picks)
    for place, key in enumerate(keys):
        score(store, period, BADGE, key, level=(3, 2, 2, 3, 1)[place % 5])
    return {"period": period, "badge": BADGE}


def every_badge(store: Store) -> Target:
    """Every badge pursued is somewhere: signed off, finished, in progress or not started."""
    period = signed(store, "2025-26")["period"]
    others = [one.key for one in badges(store, pursued=True) if one.key != BADGE]
    for place, key in enumerate(others[:-1]):
        give_all(store, period, key, ((0, 1, 2, 1), (2, 3, 1, 2), (1, 1, 0, 3), (3, 2, 4, 2))[place % 4])
        if place % 2:
            finish(store, period, key)
    return {"period": period}


def over_cap(store: Store) -> Target:
    """A level well over its cap, no reason given yet."""
    target = {"period": period_of(store, "2026-27"), "badge": "communication"}
    target["statement"] = "communication.understandable"
    score(store, *target.values(), level=4)
    return target


def finished(store: Store) -> Target:
    """An empty programme's first badge with nothing to show and honest about it."""
    period = add_period(store, "2026-27", "2026-04-01", "2027-03-31").value
    for one in badge_view(store, period, BADGE).statements:
        score(store, period, BADGE, one.key, level=0, reason="Nothing was shown.",
              confidence=Confidence.HIGH, confidence_reason="There is nothing to read.")  # fmt: skip
    finish(store, period, BADGE)
    return {"period": period, "badge": BADGE}


def blind(store: Store) -> Target:
    """A second scorer is half way and works here now."""
    period = period_of(store, "2025-26")
    sign_in(store, "Sam Bell", DEVICE, "Youth worker")
    begin(store, period, BADGE, SECOND, interests="none")
    one = badge_view(store, period, BADGE, SECOND).statements[0]
    score(store, period, BADGE, one.key, SECOND, level=1, reason="I met only one team that could say it.")
    return {"period": period, "badge": BADGE}


def half_way(store: Store) -> Target:
    """The overview as the blind second scorer finds it."""
    return {"period": blind(store)["period"]}


def compared(store: Store) -> Target:
    """Both scorers have finished; one wide gap is agreed on and one is open."""
    target = blind(store)
    give_all(store, target["period"], BADGE, (0, 2, 3, 1, 1), SECOND)
    finish(store, target["period"], BADGE, SECOND)
    sign_in(store, "Ruth Adeyemi", DEVICE)
    key = badge_view(store, target["period"], BADGE).statements[0].key
    moderate(store, target["period"], BADGE, key, 1, "The register counts who came, not what they do.")
    return target


def reworded(store: Store) -> Target:
    """Two periods signed off, then a statement worded anew and scored in the third."""
    signed(store, "2025-26")
    first = current_framework(store).framework.badge(BADGE).statements[0]
    words = "Every adult who meets children knows their rights and acts on them."
    take(store, with_statement(store, first.key, text=words).framework)
    later = period_of(store, "2026-27")
    for place, one in enumerate(badge_view(store, later, BADGE).statements):
        score(store, later, BADGE, one.key, level=(2, 2, 3, 2, 3)[place % 5], reason="As the evidence says.")
    return {}


def many_periods(store: Store) -> Target:
    """Eleven periods of one badge, a break in the third."""
    reworded(store)
    years = [f"{year}-09-01" for year in range(2027, 2036)]
    for number, (start, until) in enumerate(pairwise(years)):
        end = f"{until[:4]}-08-31"
        later = add_period(store, f"{start[:4]}-{until[2:4]}", start, end).value
        give_all(store, later, BADGE, tuple((place + number) % 5 for place in range(5)))
    return {}


def stressed(store: Store) -> Target:
    """Words as long and as strange as they get, in a statement's reasons and evidence."""
    period = add_period(store, "Period of " + LONG_WORD[:40], "2027-09-01", "2028-08-31").value
    for number, text in enumerate((LONG_WORD, MARKUP, ARABIC)):
        found = add_finding(store, list(FindingKind)[number], text).value
        map_badge(store, found, BADGE)
        one = badge_view(store, period, BADGE).statements[0]
        attach(store, period, one.key, found)
    score(store, period, BADGE, one.key, level=3, reason=LONG_WORD, over_cap_reason=ARABIC,
          confidence=Confidence.LOW, confidence_reason=MARKUP)  # fmt: skip
    return {"period": period, "badge": BADGE}
