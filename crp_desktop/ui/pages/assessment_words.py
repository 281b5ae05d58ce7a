"""How the assessment pages say states, levels, days and evidence."""

from collections.abc import Mapping

from crp_desktop.domain.assessment import Spread, spread_words
from crp_desktop.domain.kinds import Direction
from crp_desktop.domain.labels import label
from crp_desktop.domain.words import tr
from crp_desktop.services.assessment_records import AssessmentState, EvidenceView
from crp_desktop.ui.pages.workshop_words import day_words

DIRECTION_ICONS = {
    Direction.SUPPORTS: ("circle-check", "strength"),
    Direction.MIXED: ("merge", "quiet"),
    Direction.CONTRADICTS: ("circle-alert", "concern"),
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


def evidence_details(piece: EvidenceView) -> str:
    """Type, voice, day and groups of a piece of evidence in one line."""
    parts = [label(piece.type), label(piece.voice), day_words(piece.dated) or tr("no date")]
    if piece.groups_reached:
        parts.append(tr("reached {groups}", groups=piece.groups_reached))
    return " · ".join(parts)


def evidence_text(piece: EvidenceView) -> str:
    """What the evidence says, or that its words are gone."""
    return (
        tr("These words were withdrawn or struck out; they carry nothing any more.")
        if piece.blanked
        else piece.text
    )
