"""How the assessment pages say states, levels, days and evidence."""

from collections import Counter
from collections.abc import Mapping, Sequence

from crp_desktop.domain.assessment import Spread, spread_words
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Direction
from crp_desktop.domain.labels import label
from crp_desktop.domain.young_view import YoungView
from crp_desktop.services.assessment.records import AssessmentState, EvidenceView
from crp_desktop.ui.pages.workshops.words import day_words

DIRECTION_ICONS = {
    Direction.SUPPORTS: ("circle-check", "strength"),
    Direction.MIXED: ("merge", "quiet"),
    Direction.CONTRADICTS: ("circle-alert", "concern"),
    Direction.ASKS: ("lightbulb", "idea"),
    Direction.UNSAID: ("circle-help", "quiet"),
}
STATE_ICONS = {
    AssessmentState.NOT_STARTED: ("circle", "quiet"),
    AssessmentState.IN_PROGRESS: ("pencil", "accent"),
    AssessmentState.FINISHED: ("circle-check", "accent"),
    AssessmentState.SIGNED_OFF: ("lock", "strength"),
    AssessmentState.BEING_CORRECTED: ("pencil", "concern"),
}


def notice() -> str:
    """What every page and paper of the assessment says of itself."""
    return tr("Internal self-assessment, not UNICEF criteria.")


def state_words(state: AssessmentState) -> str:
    """The state of a badge in a period."""
    return {
        AssessmentState.NOT_STARTED: tr("Not started"),
        AssessmentState.IN_PROGRESS: tr("In progress"),
        AssessmentState.FINISHED: tr("Finished"),
        AssessmentState.SIGNED_OFF: tr("Signed off"),
        AssessmentState.BEING_CORRECTED: tr("Being corrected"),
    }[state]


def level_words(level: int | None, names: Mapping[int, str]) -> str:
    """“2, developing”, or “not assessed”."""
    if level is None:
        return tr("not assessed")
    return tr("{level}, {name}", level=level, name=names[level].lower())


def spread_said(found: Spread, names: Mapping[int, str]) -> str:
    """The spread in words, highest level first."""
    return spread_words(found, names)


def young_symbols(views: Sequence[YoungView | None]) -> list[str | None]:
    """For each statement the face most young people chose; "" where they are divided, None where too few answered."""
    return [
        None if view is None or not view.shown else view.most.symbol if view.most is not None else ""
        for view in views
    ]


def young_said(views: Sequence[YoungView | None]) -> str:
    """What most young people said, counted by statements: 2 “Mostly”, 1 divided, 1 not asked."""
    shown = [view for view in views if view is not None and view.shown]
    most = Counter(view.most.words for view in shown if view.most is not None)
    parts = [tr("{count} “{answer}”", count=count, answer=words) for words, count in most.items()]
    divided = sum(view.most is None for view in shown)
    few = sum(view is not None and not view.shown for view in views)
    asked = sum(view is not None for view in views)
    for count, words in (
        (divided, tr("{n} divided", n=divided)),
        (few, tr("{n} with too few answers to show", n=few)),
        (len(views) - asked, tr("{n} not asked", n=len(views) - asked)),
    ):
        if count:
            parts.append(words)
    return ", ".join(parts)


def evidence_details(piece: EvidenceView) -> str:
    """Type, voice, day and groups of a piece of evidence in one line."""
    parts = [label(piece.type), label(piece.voice), day_words(piece.dated) or tr("no date")]
    if piece.groups_reached:
        parts.append(tr("reached {groups}", groups=piece.groups_reached))
    return " · ".join(parts)


def evidence_text(piece: EvidenceView) -> str:
    """What the evidence says, or that its words are gone."""
    return (
        tr("These words were withdrawn or crossed out, so they no longer count as evidence.")
        if piece.blanked
        else piece.text
    )
