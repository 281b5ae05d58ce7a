"""Reading back to the group: each note or finding confirmed, corrected or struck out with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import NoteKind, ReadBack
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.records import Finding
from crp_desktop.services.capture.note import notes
from crp_desktop.services.capture.note_edit import change_text
from crp_desktop.services.done import Done
from crp_desktop.services.findings.finding import findings
from crp_desktop.services.findings.listing import resting_on_struck
from crp_desktop.services.workshops.workshop import prompts
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store

CONFIRMED = (ReadBack.CONFIRMED, ReadBack.CORRECTED)


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to read back: a note or (`finding`) a finding. `under` is the prompt's words."""

    id: str
    finding: bool
    text: str
    quote: bool
    speaker: str
    under: str
    state: ReadBack


def read_back_cards(store: Store, /, workshop_id: str, *, of_findings: bool = False) -> list[Card]:
    """What is read back of a workshop: its notes in the order of the session (the parking lot last, observations
    left out: they are the adults' own), or its findings by number."""
    if of_findings:
        found = findings(store, workshop_id=workshop_id)
        return [Card(one.id, True, one.text, False, "", "", one.read_back) for one in found]
    asked = prompts(store, workshop_id)
    order = {prompt.id: at for at, prompt in enumerate(asked)}
    words = {prompt.id: prompt.text for prompt in asked}
    said = [one for one in notes(store, workshop_id) if one.kind is not NoteKind.OBSERVATION]
    said.sort(key=lambda one: len(order) + 1 if one.parked else order.get(one.prompt_id or "", -1))
    return [
        Card(
            one.id,
            False,
            one.text,
            one.kind is NoteKind.QUOTE,
            one.speaker,
            tr("Parked for later") if one.parked else words.get(one.prompt_id or "", ""),
            one.read_back,
        )
        for one in said
    ]


def set_read_back(store: Store, /, card: Card, state: ReadBack, text: str | None = None) -> Done[None]:
    """Marks what the group said; `text` is how they put it right. Raises InputProblem for an empty text, NotFound."""
    operations = {
        ReadBack.CONFIRMED: Operation.CONFIRM_WITH_GROUP,
        ReadBack.CORRECTED: Operation.CORRECT_WITH_GROUP,
        ReadBack.STRUCK: Operation.STRIKE_WITH_GROUP,
        ReadBack.NOT_YET: Operation.TAKE_BACK_READ_BACK,
    }
    table = tables.finding if card.finding else tables.note
    with store.write(operations[state]) as step:
        if text is not None and not card.finding:
            change_text(step, card.id, text)
        elif text is not None and text.strip():
            step.update(table, card.id, text=text.strip())
        step.update(table, card.id, read_back=state)
    return Done(step.info, None)


def standing(store: Store, /, found: Iterable[Finding]) -> list[Finding]:
    """Those of some findings that print: not what the group struck out, and not what rests on nothing but notes that it
    struck out, unless it confirmed the finding itself."""
    with store.read() as conn:
        on_struck = frozenset(conn.execute(resting_on_struck()).scalars())
    return [
        one
        for one in found
        if one.read_back is not ReadBack.STRUCK and (one.read_back in CONFIRMED or one.id not in on_struck)
    ]


def left_out(store: Store, /, found: Iterable[Finding]) -> int:
    """How many of some findings do not print only because the group struck out every note under them."""
    kept = [one for one in found if one.read_back is not ReadBack.STRUCK]
    return len(kept) - len(standing(store, kept))
