"""What can be chosen for printed documents; several kinds share an option."""

from collections.abc import Sequence

from crp_desktop.documents.formats import Form, form_name, form_use
from crp_desktop.documents.model import NO, YES, Option
from crp_desktop.domain.i18n import tr


def quotes() -> Option:
    """Whether exact words print."""
    return Option(
        "quotes",
        tr("Quotes"),
        "none",
        (
            ("none", tr("No quotes"), tr("Only the findings, in our words.")),
            (
                "safe",
                tr("Quotes from larger groups"),
                tr("Word-for-word notes, but not those that few people could have said."),
            ),
            ("all", tr("All quotes"), tr("Also those that could point to one person.")),
        ),
        remembered=False,
    )


def bands() -> Option:
    """How ages are banded."""
    return Option(
        "bands",
        tr("Ages of those who took part"),
        "wide",
        (
            (
                "wide",
                tr("Wider bands where needed"),
                tr("Joins small age bands, so that fewer counts are hidden."),
            ),
            ("counted", tr("As they were counted"), tr("Small counts are hidden.")),
        ),
    )


def chart() -> Option:
    """Whether the chart prints."""
    return Option(
        "chart",
        tr("Chart of the articles"),
        YES,
        hint=tr("Its numbers stand in a table as well."),
    )


def convention() -> Option:
    """Whether the paragraph about the Convention prints."""
    return Option(
        "convention",
        tr("About the Convention"),
        YES,
        hint=tr("A paragraph for people who do not know it."),
    )


def style() -> Option:
    """Large type or large print."""
    return Option(
        "style",
        tr("Type"),
        "plain",
        (
            ("plain", tr("Large type"), tr("14 points.")),
            (
                "easy",
                tr("Large print"),
                tr("18 points, short lines. The words stay the same, so this is not Easy Read."),
            ),
        ),
    )


def which() -> Option:
    """All findings, or those checked with the group."""
    return Option(
        "which",
        tr("Findings"),
        "all",
        (
            ("all", tr("All of them"), tr("But for those that the group struck out.")),
            ("checked", tr("Checked with the group"), tr("Only those that were read back and kept.")),
        ),
    )


def answers() -> Option:
    """Room to write answers by hand."""
    return Option(
        "answers",
        tr("Room for your answers"),
        NO,
        hint=tr("Boxes under each idea to fill in by hand: we did, not yet because, by when."),
    )


def cards() -> Option:
    """Which rights have a card."""
    return Option(
        "cards",
        tr("Cards"),
        "all",
        (
            ("all", tr("All 42 rights"), tr("Articles 1 to 42.")),
            ("badges", tr("Rights of your badges"), tr("Those that the badges you pursue are about.")),
            ("workshop", tr("Rights of a workshop"), tr("Those that the latest workshop’s findings touch.")),
        ),
    )


def span() -> Option:
    """Which days the findings are from."""
    return Option(
        "span",
        tr("Findings"),
        "all",
        (("all", tr("All so far"), ""), ("year", tr("Last twelve months"), "")),
    )


def version() -> Option:
    """For the panel or for children."""
    return Option(
        "version",
        tr("Version"),
        "panel",
        (
            ("panel", tr("For the panel"), tr("Everything, with index and history.")),
            ("child", tr("For children"), tr("Two pages in large type.")),
        ),
    )


SAVE_AS = "format"
"""The option that is about the file, not about what stands in it."""


def save_as(forms: Sequence[Form]) -> Option:
    """What the document is saved as."""
    choices = tuple((form.value, form_name(form), form_use(form)) for form in forms)
    return Option(SAVE_AS, tr("Save as"), Form.PDF.value, choices)
