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
            ("none", tr("No quotes"), tr("Findings only, in our own words.")),
            (
                "safe",
                tr("Quotes from larger groups"),
                tr("Word-for-word quotes, but none where only a few people could have said it."),
            ),
            ("all", tr("All quotes"), tr("Including quotes that could identify someone.")),
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
                tr("Combines small age bands so fewer numbers are hidden."),
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
        hint=tr("The numbers are also in a table."),
    )


def convention() -> Option:
    """Whether the paragraph about the Convention prints."""
    return Option(
        "convention",
        tr("About the Convention"),
        YES,
        hint=tr("A paragraph for people who do not know the Convention."),
    )


def style() -> Option:
    """Large type or large print."""
    return Option(
        "style",
        tr("Type"),
        "plain",
        (
            ("plain", tr("Large type"), tr("14 point.")),
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
            ("all", tr("All findings"), tr("All except those the group crossed out.")),
            ("checked", tr("Checked with the group"), tr("Only those the group checked and agreed.")),
        ),
    )


def answers() -> Option:
    """Room to write answers by hand."""
    return Option(
        "answers",
        tr("Space for the council’s answers"),
        NO,
        hint=tr("Boxes under each idea to fill in by hand: what we did, why not yet, and by when."),
    )


def cards() -> Option:
    """Which rights have a card."""
    return Option(
        "cards",
        tr("Cards"),
        "all",
        (
            ("all", tr("All 42 rights"), tr("Articles 1 to 42.")),
            ("badges", tr("Rights of your badges"), tr("Rights that the badges you chose are about.")),
            ("workshop", tr("Rights of a workshop"), tr("The rights in the latest workshop’s findings.")),
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
            ("child", tr("For children and young people"), tr("Two pages in large type.")),
        ),
    )


SAVE_AS = "format"
"""The option that is about the file, not about what stands in it."""


def save_as(forms: Sequence[Form]) -> Option:
    """What the document is saved as."""
    choices = tuple((form.value, form_name(form), form_use(form)) for form in forms)
    return Option(SAVE_AS, tr("Save as"), Form.PDF.value, choices)
