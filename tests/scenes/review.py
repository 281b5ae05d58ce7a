"""The private review before a document leaves: a name, an answer, a quote, long words in every script."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crp_desktop.documents.prepare import find_subject
from crp_desktop.documents.review.review import review
from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.errors import Refused
from crp_desktop.domain.kinds import FindingKind, NoteKind
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note
from crp_desktop.services.findings import finding
from crp_desktop.services.workshops import workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.review import ReviewDialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.preferences import Preferences
from tests import stress

_SAID = (
    "Zaynab Okafor waits at the stop by Oak Hill Primary until it is dark, and her brother Temi waits with her",
    "My mate kayden says ring 07700 900123 when nobody comes",
    "Zaynab’s mum was told to come back with the form",
    "Zaynab cannot sleep in that flat, says her aunt",
    "Nobody asked Zaynab what she thinks",
)
_LONG = "محمد and Ngọc Ánh Trần and Łukasz Brzęczyszczykiewicz-Wawrzyszczykowski walk past " + "a wall " * 120


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Callable[[], QWidget]]:
    """One dialog in the states that it has."""
    return {
        "name": partial(_dialog, make_programme, _SAID),
        "answered": partial(_dialog, make_programme, _SAID, answers=("p", "p", "f")),
        "quote": partial(_dialog, make_programme, _SAID, at=-1),
        "all-answered": partial(_dialog, make_programme, _SAID[:1], answers=("p", "p", "f", "o")),
        "refused": partial(_dialog, make_programme, _SAID, refused=True),
        "stress": partial(_dialog, make_programme, (_LONG, stress.LONG_WORD + " Zaynab"), at=1),
        "sample": partial(_sample, make_programme),
    }


def _dialog(
    make_programme: Callable[[str], Store],
    said: tuple[str, ...],
    *,
    answers: tuple[str, ...] = (),
    at: int = 0,
    refused: bool = False,
) -> QWidget:
    store = make_programme("empty")
    shop = workshop.add_workshop(store, title="Getting about").value
    capture.file_line(store, shop, parse_line("P1: I would rather walk than wait there again"), None)
    (quote,) = note.notes(store, shop)
    note.change_note(store, quote.id, kind=NoteKind.QUOTE)
    for text in said:
        finding.add_finding(store, FindingKind.CONCERN, text, workshop_id=shop)
    finding.add_finding(store, FindingKind.CONCERN, "Buses", workshop_id=shop, spans=[finding.Span(quote.id)])
    made = _open(store, "all")
    for answer in answers:
        {"p": made.put, "f": made.fine, "o": made.out}[answer].click()
    if at:
        made.step(at % len(made.items))
    if answers == ("p", "p", "f"):
        made.step(-made.items.index(made.item()))
    if refused:
        made.show_problem(
            Refused(
                "A legal hold is on this workshop: no word of it may be taken away.",
                "Nothing was changed.",
                "Leave the words out of the paper, or ask your data-protection officer.",
            )
        )
    return made


def _sample(make_programme: Callable[[str], Store]) -> QWidget:
    return _open(make_programme("sample"), "none")


def _open(store: Store, quotes: str) -> ReviewDialog:
    request = find_subject(store, "handout", options={"quotes": quotes})
    ops = Operations(Preferences(Path(tempfile.mkdtemp()) / "settings.toml"))
    ops.use(store)
    made = ReviewDialog(None, ops, request, review(store, request))
    made.setProperty("ownSize", True)
    made.destroyed.connect(store.close)
    ops.setParent(made)
    return made
