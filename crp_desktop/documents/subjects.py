"""What a document can be about besides a workshop, as options that depend on the programme: badges and periods."""

from collections.abc import Sequence

from crp_desktop.documents.model import DocumentKind, Option, Request, Subject
from crp_desktop.domain.i18n import tr
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.assessment.period import periods
from crp_desktop.storage.store import Store

_SHORT = 30


def subject_options(store: Store, /, kind: DocumentKind) -> tuple[Option, ...]:
    """The badges and periods that can be chosen for a kind of document; "" stands for all, or for the latest."""
    made = []
    if "badge" in kind.about:
        first = tr("First assessed") if kind.subject is Subject.PERIOD else tr("All badges")
        named = [(one.key, one.name) for one in badges(store, pursued=True)]
        made.append(_option("badge", tr("Badge"), first, named))
    if "period" in kind.about:
        first = tr("Latest") if kind.subject is Subject.PERIOD else tr("No period")
        named = [(one.id, one.label) for one in reversed(periods(store))]
        made.append(_option("period", tr("Period"), first, named))
    return tuple(made)


def with_subject(request: Request, option: str, value: str) -> Request:
    """The request with another badge or period."""
    if option == "badge":
        return Request(request.document, request.workshop, value, request.period, request.options)
    return Request(request.document, request.workshop, request.badge, value, request.options)


def badges_words(names: Sequence[str]) -> str:
    """Which badges a document is about, in words: the name of one, or how many."""
    return names[0] if len(names) == 1 else tr("{n} badge(s)", n=len(names))


def _option(key: str, label: str, first: str, named: Sequence[tuple[str, str]]) -> Option:
    """Names that are too long for one line stand whole below it."""
    choices = [("", first, "")]
    for value, name in named:
        short = name if len(name) <= _SHORT else f"{name[:_SHORT].rstrip()}…"
        choices.append((value, short, "" if short == name else name))
    return Option(key, label, "", tuple(choices), remembered=False)
