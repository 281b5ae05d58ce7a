"""Sign-off: the period's assessment of a badge locked as a snapshot; corrections are new versions beside it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, select, update

from crp_desktop.domain.errors import InputProblem, NotFound, Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ScorerRole
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.sign_off import Blocker, Meeting, Signatory, blockers, cautions
from crp_desktop.services.assessment.blockers import sign_off_state
from crp_desktop.services.assessment.load import load
from crp_desktop.services.assessment.records import AssessmentState, BadgeView, Signed
from crp_desktop.services.assessment.scoring import check_open
from crp_desktop.services.assessment.snapshot import from_json, to_json, without_pieces, without_words
from crp_desktop.services.assessment.view import check_own, live_view
from crp_desktop.services.capture.draft import draft, forget_draft, save_draft
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.lineage import flatten_history
from crp_desktop.storage.store import Store

_NO_MEETING = Meeting("", "", "")


@dataclass(frozen=True, slots=True)
class SignOffForm:
    """What a person fills in to sign off; rows of signatories may be half filled in."""

    signatories: tuple[Signatory, ...] = ()
    meeting: Meeting = _NO_MEETING


@dataclass(frozen=True, slots=True)
class SignOffView:
    """A badge before sign-off: what stops it, what to know before it, and the form as it was left."""

    view: BadgeView
    form: SignOffForm
    blockers: tuple[Blocker, ...]
    cautions: tuple[Blocker, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """A challenge by the board with its answer ("" while open); `made_at` is UTC ISO."""

    id: str
    text: str
    said_by: str
    made_at: str
    answer: str
    answered_by: str


def _place(period_id: str, badge_key: str) -> str:
    return f"sign-off:{period_id}:{badge_key}"


def keep_form(store: Store, /, period_id: str, badge_key: str, form: SignOffForm) -> None:
    """Keeps the form as it stands, without a step."""
    told = json.dumps(
        {
            "people": [[one.name, one.role] for one in form.signatories],
            "meeting": [form.meeting.name, form.meeting.on, form.meeting.minute],
        },
        ensure_ascii=False,
    )
    save_draft(store, _place(period_id, badge_key), told)


def kept_form(store: Store, /, period_id: str, badge_key: str) -> SignOffForm:
    """The form as it was left, empty when it never was."""
    kept = draft(store, _place(period_id, badge_key))
    if kept is None:
        return SignOffForm()
    told = json.loads(kept.text)
    return SignOffForm(tuple(Signatory(*one) for one in told["people"]), Meeting(*told["meeting"]))


def before_sign_off(store: Store, /, period_id: str, badge_key: str, today: date) -> SignOffView:
    """What stands in the way of signing off, with the form as it was left. Raises NotFound, Refused (blind)."""
    form = kept_form(store, period_id, badge_key)
    with store.read() as conn:
        loaded = load(conn, badges=[badge_key], evidence_of=[period_id])
    person_id = store.author.person_id if store.author else ""
    check_own(loaded, person_id, period_id, badge_key, ScorerRole.FIRST)
    view = live_view(loaded, loaded.period(period_id), badge_key, ScorerRole.FIRST)
    state = sign_off_state(view, form.signatories, form.meeting)
    return SignOffView(view, form, blockers(state), cautions(state, today))


def sign_off(store: Store, /, period_id: str, badge_key: str, form: SignOffForm) -> Done[str]:
    """Locks the badge for the period as a snapshot; cannot be undone. Returns the sign-off's id.

    Raises Refused while anything stands in the way, or when it is signed off already.
    """
    with store.write(Operation.SIGN_OFF, final=True) as step:
        sign_off_id = insert_sign_off(step, period_id, badge_key, form)
        forget_draft(step.conn, _place(period_id, badge_key))
    return Done(step.info, sign_off_id)


def insert_sign_off(step: Step, period_id: str, badge_key: str, form: SignOffForm) -> str:
    """Locks the badge inside an open final step, signed at the step's time; returns its id. Raises Refused."""
    check_open(step.conn, period_id, badge_key)
    loaded = load(step.conn, badges=[badge_key], evidence_of=[period_id])
    view = live_view(loaded, loaded.period(period_id), badge_key, ScorerRole.FIRST)
    stops = blockers(sign_off_state(view, form.signatories, form.meeting))
    if stops:
        raise Refused(
            tr("This cannot be signed off yet. Still to do: {n} thing(s).", n=len(stops)),
            tr("Everything you wrote is saved."),
            f"{stops[0].sentence} {stops[0].mend}",
        )
    return _write(step, view, form)


def _write(step: Step, view: BadgeView, form: SignOffForm) -> str:
    table = tables.sign_off
    mine = (table.c.period_id == view.period.id, table.c.badge_key == view.badge_key)
    last = step.conn.execute(
        select(table.c.version, table.c.reopened).where(*mine).order_by(table.c.version.desc()).limit(1)
    ).first()
    version, reason = (last.version + 1, last.reopened) if last else (1, "")
    signed = Signed("", version, reason, step.at, form.signatories, form.meeting)
    locked = replace(view, state=AssessmentState.SIGNED_OFF, signed=signed)
    return step.insert(
        table,
        period_id=view.period.id,
        badge_key=view.badge_key,
        framework_id=view.rubric.id,
        version=version,
        reason=reason,
        snapshot=to_json(locked),
        signed_at=step.at,
    )


def versions(store: Store, /, period_id: str, badge_key: str) -> list[BadgeView]:
    """Every signed version of a badge in a period, the newest first; all stay readable."""
    table = tables.sign_off
    query = (
        select(table.c.snapshot, table.c.id, table.c.reopened)
        .where(table.c.period_id == period_id, table.c.badge_key == badge_key)
        .order_by(table.c.version.desc(), table.c.id.desc())
    )
    with store.read() as conn:
        return [from_json(row.snapshot, row.id, row.reopened) for row in conn.execute(query)]


def correct(store: Store, /, period_id: str, badge_key: str, reason: str) -> Done[None]:
    """Opens a signed-off badge for a correction, which becomes a new version; the signed one stays as it is.

    Raises InputProblem without a reason, NotFound when nothing was signed off.
    """
    if not reason.strip():
        raise InputProblem(
            tr("Give a reason for the correction."),
            tr("Nothing was changed."),
            tr("Say why it is corrected."),
        )
    table = tables.sign_off
    newest = (
        select(table.c.id)
        .where(table.c.period_id == period_id, table.c.badge_key == badge_key)
        .order_by(table.c.version.desc(), table.c.id.desc())
    )
    with store.write(Operation.BEGIN_CORRECTION) as step:
        row_id = step.conn.execute(newest.limit(1)).scalar()
        if row_id is None:
            raise NotFound(tr("Nothing has been signed off here."), tr("Nothing was changed."))
        step.update(table, row_id, reopened=reason.strip())
    return Done(step.info, None)


def comments(store: Store, /, sign_off_id: str) -> list[Comment]:
    """What the board said about a signed version, the first first."""
    table = tables.board_comment
    names = ("id", "text", "said_by", "made_at", "answer", "answered_by")
    query = select(*table.c[names]).where(table.c.sign_off_id == sign_off_id)
    with store.read() as conn:
        return [Comment(*row) for row in conn.execute(query.order_by(table.c.made_at, table.c.id))]


def add_comment(store: Store, /, sign_off_id: str, text: str, said_by: str) -> Done[str]:
    """Records a challenge by the board. Raises InputProblem without words or a name."""
    if not text.strip() or not said_by.strip():
        raise InputProblem(
            tr("Write the comment and who made it."), tr("Nothing was changed."), tr("Fill in both.")
        )
    with store.write(Operation.RECORD_BOARD_COMMENT) as step:
        values = {"text": text.strip(), "said_by": said_by.strip(), "made_at": step.at}
        made = step.insert(tables.board_comment, sign_off_id=sign_off_id, **values)
    return Done(step.info, made)


def answer_comment(store: Store, /, comment_id: str, answer: str, answered_by: str) -> Done[None]:
    """Records the answer to a challenge."""
    with store.write(Operation.ANSWER_BOARD) as step:
        step.update(tables.board_comment, comment_id, answer=answer.strip(), answered_by=answered_by.strip())
    return Done(step.info, None)


def blank_words(step: Step, finding_ids: Iterable[str]) -> int:
    """Blanks the words of findings in every snapshot, inside an open final step, after a withdrawal or an erasure.

    Each place says that its words were withdrawn; no level changes. Returns how many snapshots held any. The journal
    forgets the earlier words as well.
    """
    table, gone = tables.sign_off, frozenset(finding_ids)
    changed = 0
    for row in step.conn.execute(select(table.c.id, table.c.snapshot)).all():
        after = without_words(row.snapshot, gone)
        if json.loads(after) != json.loads(row.snapshot):
            step.rewrite(table, row.id, snapshot=after)
            changed += 1
    return changed


def take_pieces(conn: Connection, finding_ids: Iterable[str]) -> None:
    """Takes sealed findings out of every snapshot and out of what the journal holds of it, without a mark."""
    table, gone = tables.sign_off, frozenset(finding_ids)
    for row in conn.execute(select(table.c.id, table.c.snapshot)).all() if gone else ():
        after = without_pieces(row.snapshot, gone)
        if json.loads(after) != json.loads(row.snapshot):
            conn.execute(update(table).where(table.c.id == row.id).values(snapshot=after))
            flatten_history(conn, table.name, row.id, {"snapshot": after})
