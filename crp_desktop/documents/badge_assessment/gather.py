"""The printed self-assessment and readiness: the assessment's views put into the words of the paper."""

from collections.abc import Sequence
from datetime import date, datetime

from crp_desktop.documents.badge_assessment.assessment import (
    AssessedBadge,
    AssessedPeriod,
    assessed_period,
    printed_readiness,
)
from crp_desktop.documents.badge_assessment.compose import (
    AssessmentPaper,
    BadgePart,
    ReadinessPaper,
    ReadyPart,
    StatementPart,
    compose,
    compose_readiness,
)
from crp_desktop.documents.model import PreparedDocument, Request, not_unicef
from crp_desktop.documents.numbers import Numbers
from crp_desktop.documents.workshop_summary.gather import day_words, programme_words
from crp_desktop.domain.assessment import Spread
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.errors import NotFound
from crp_desktop.domain.framework_model import ChangeKind
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.labels import label
from crp_desktop.domain.suppression import safe_list
from crp_desktop.domain.trend import TrendPoint
from crp_desktop.rendering import views
from crp_desktop.services.assessment.records import (
    AssessmentState,
    BadgeView,
    EvidenceView,
    Scored,
    StatementView,
)
from crp_desktop.services.programme.brand import brand
from crp_desktop.storage.store import Store


def prepare_badge(store: Store, /, request: Request) -> PreparedDocument:
    """One badge: `request.badge`, or the first that was assessed in the period. Raises NotFound."""
    found = assessed_period(store, request.period, request.badge)
    if not found.badges:
        raise NotFound(tr("This badge has not been assessed in this period."), "", tr("Assess it first."))
    one = found.badges[0]
    name = one.review.view.name
    paper = _paper(store, found, name, found.period.label, (one,), ())
    key = one.review.view.badge_key
    return PreparedDocument(
        compose(paper),
        f"badge-assessment-{key}",
        tr("Badge assessment"),
        numbers=_numbers(found, (one,)),
        about=f"{name}, {found.period.label}",
    )


def prepare_period(store: Store, /, request: Request) -> PreparedDocument:
    """Every badge assessed in the period (`request.period`, or the latest). Raises NotFound."""
    found = assessed_period(store, request.period)
    paper = _paper(store, found, tr("Self-assessment"), found.period.label, found.badges, found.not_begun)
    return PreparedDocument(
        compose(paper),
        "period-assessment",
        tr("Period assessment"),
        numbers=_numbers(found, found.badges),
        about=found.period.label,
    )


def prepare_readiness(store: Store, /, request: Request) -> PreparedDocument:
    """What a panel would ask in the period (`request.period`, or the latest). Raises NotFound."""
    found = printed_readiness(store, request.period)
    held, ready = found.programme, found.ready
    view = ReadinessPaper(
        council=held.council,
        brand=brand(store),
        programme=programme_words(held),
        period=ready.period.label if ready.period else "",
        printed_at=long_date(date.today()),
        illustrative=held.illustrative,
        badges=tuple(
            ReadyPart(
                one.badge.name,
                _state(one.state),
                one.readiness.ready,
                len(one.readiness.statements),
                one.readiness.sentences,
                tuple((each.text, each.questions) for each in one.readiness.statements if each.questions),
            )
            for one in ready.badges
        ),
        caveat=not_unicef(),
    )
    return PreparedDocument(compose_readiness(view), "readiness", tr("Readiness"), about=view.period)


def _numbers(found: AssessedPeriod, chosen: Sequence[AssessedBadge]) -> Numbers:
    """The young people’s answers that print."""
    numbers = Numbers()
    for one in chosen:
        for statement in one.review.view.statements:
            young = statement.young
            if young is not None and young.shown:
                counts = {row.answer.words: row.count for row in young.counts}
                safe = safe_list(list(counts.values()), found.programme.threshold, answers=True)
                shown = zip(counts, safe.cells, strict=True)
                values = {answer: cell.value for answer, cell in shown if cell.value is not None}
                about = f"{found.period.id}:{statement.key}"
                numbers.add_answers(about, statement.text, counts, values)
    return numbers


def _paper(
    store: Store,
    /,
    found: AssessedPeriod,
    title: str,
    subtitle: str,
    chosen: tuple[AssessedBadge, ...],
    not_begun: tuple[str, ...],
) -> AssessmentPaper:
    held = found.programme
    names = tuple(level.name for level in chosen[0].review.view.levels) if chosen else ()
    return AssessmentPaper(
        council=held.council,
        brand=brand(store),
        programme=programme_words(held),
        title=title,
        subtitle=subtitle,
        printed_at=long_date(date.today()),
        illustrative=held.illustrative,
        levels=names,
        badges=tuple(_badge(one) for one in chosen),
        not_begun=not_begun,
        rubric=_rubric(chosen[0].review.view) if chosen else "",
        threshold=held.threshold,
        caveat=not_unicef(),
    )


def _badge(one: AssessedBadge) -> BadgePart:
    view = one.review.view
    spans = (day_words(view.period.starts_on), day_words(view.period.ends_on))
    return BadgePart(
        name=view.name,
        definition=view.definition,
        state=_state(view.state),
        signed=" ".join(
            (_signed(view), tr("Scored by {names}.", names="; ".join(_scorers(view)).rstrip(".")))
        ),
        facts=(
            (tr("Period"), view.period.label),
            (tr("Dates"), tr("{start} to {end}", start=spans[0], end=spans[1]) if all(spans) else ""),
            (tr("Status"), _state(view.state)),
        ),
        spread=_spread(view.spread),
        statements=tuple(_statement(one, each) for each in view.statements),
        trend=tuple(_point(point) for point in one.progress.points),
        agreement=one.review.agreement.sentence if one.review.agreement else "",
        lacking=() if view.locked else tuple(blocker.sentence for blocker in one.review.lacking),
        comments=tuple((f"{each.text} ({each.said_by})", each.answer) for each in one.comments),
    )


def _scorers(view: BadgeView) -> list[str]:
    return [
        ", ".join(part for part in (one.name, one.job, _interests(one.interests)) if part)
        for one in view.scorers
    ]


def _interests(declared: str) -> str:
    return tr("declared: {interests}", interests=declared) if declared else ""


def _signed(view: BadgeView) -> str:
    if view.signed is None:
        return tr("Not signed off: levels may still change.")
    signed = view.signed
    names = ", ".join(f"{one.name} ({one.role})" if one.role else one.name for one in signed.signatories)
    where = ", ".join(
        part for part in (signed.meeting.name, day_words(signed.meeting.on), signed.meeting.minute) if part
    )
    day = long_date(datetime.fromisoformat(signed.signed_at).date()) if signed.signed_at else ""
    words = tr(
        "Signed off on {day} by {names} ({where}), version {n}.",
        day=day,
        names=names,
        where=where,
        n=signed.version,
    )
    return f"{words} {signed.reason}".strip()


def _statement(one: AssessedBadge, view: StatementView) -> StatementPart:
    names = one.review.view.level_names
    level = view.level
    compared = one.review.views.get(view.key)
    return StatementPart(
        text=view.text,
        level=_level(level, names),
        descriptor=view.levels[level] if level is not None and level < len(view.levels) else "",
        lines=tuple((what, words) for what, words in _lines(view, names) if words),
        evidence=tuple(_piece(piece) for piece in view.evidence),
        young=tuple((row.words, row.count) for row in one.young.get(view.key, ())),
        view=compared.sentence if compared else "",
    )


def _level(level: int | None, names: dict[int, str]) -> str:
    if level is None:
        return tr("Not assessed")
    return tr("Level {number}, {name}", number=level, name=names.get(level, "").lower())


def _lines(view: StatementView, names: dict[int, str]) -> list[tuple[str, str]]:
    own = view.own
    over = tr(
        "{reason} Highest level the evidence supports: {cap}.",
        reason=own.over_cap_reason,
        cap=_level(own.cap, names),
    )
    lines = [
        (tr("Why"), own.reason),
        (tr("Above the level the evidence supports"), over if own.over_cap_reason else ""),
        (tr("Confidence"), _sure(own)),
        (
            tr("What limits the level"),
            " ".join(part for part in (view.ceiling.reason, view.ceiling.lift) if part),
        ),
        (tr("Changes since then"), view.flag),
    ]
    if view.second is not None:
        second = ". ".join(part for part in (_level(view.second.level, names), view.second.reason) if part)
        lines.append((tr("Second scorer"), second))
    if view.moderation is not None:
        lines.append((tr("Moderation"), f"{_level(view.moderation.level, names)}. {view.moderation.note}"))
    if view.before is not None:
        words = f"{view.before.period}: {_level(view.before.level, names)}."
        if not view.before.same_wording:
            words += " " + tr("The wording has changed since, so the two cannot be compared.")
        lines.append((tr("The period before"), words))
    return lines


def _sure(own: Scored) -> str:
    if own.confidence is None:
        return ""
    return ". ".join(part for part in (label(own.confidence), own.confidence_reason) if part)


def _piece(piece: EvidenceView) -> tuple[str, str, str, str]:
    words = tr("The words behind it were crossed out, withdrawn or erased.") if piece.blanked else piece.text
    said = ". ".join(part.rstrip(".") for part in (words, piece.source) if part)
    if piece.answer:
        said = tr("{said}. Answer: {answer}", said=said, answer=piece.answer)
    return label(piece.type), label(piece.direction), said, day_words(piece.dated)


def _spread(found: Spread) -> views.Spread:
    return views.Spread(found.counts, found.not_assessed)


def _point(point: TrendPoint) -> views.TrendPoint:
    kinds = {one.kind for one in point.breaks}
    why = ""
    if ChangeKind.CHANGED in kinds:
        why = tr("wording changed")
    elif kinds:
        why = tr("statements added or removed")
    return views.TrendPoint(point.label, _spread(point.spread), why)


def _rubric(view: BadgeView) -> str:
    rubric = view.rubric
    adopted = (
        tr(
            "Adopted by {who} on {day}. {youth}",
            who=rubric.adopted_by,
            day=day_words(rubric.adopted_on),
            youth=rubric.youth_part,
        )
        if rubric.adopted_on
        else tr("The council has not adopted it yet.")
    )
    return " ".join(part for part in (f"{rubric.label}, {rubric.version}.", rubric.notice, adopted) if part)


def _state(state: AssessmentState) -> str:
    return {
        AssessmentState.NOT_STARTED: tr("Not started"),
        AssessmentState.IN_PROGRESS: tr("In progress"),
        AssessmentState.FINISHED: tr("Finished"),
        AssessmentState.SIGNED_OFF: tr("Signed off"),
        AssessmentState.BEING_CORRECTED: tr("Being corrected"),
    }[state]
