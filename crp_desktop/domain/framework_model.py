"""What a badge framework (the rubric) is made of, and how two versions of one differ."""

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum

from crp_desktop.domain.errors import NotFound
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import BadgeKind, EvidenceType

LEVEL_NUMBERS = (0, 1, 2, 3, 4)
SCORING_TYPES = (EvidenceType.MEASURED_CHANGE, EvidenceType.TESTIMONY, EvidenceType.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the adults' scale: number 0 to 4, its name, and what it means for any statement."""

    number: int
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the young people's own scale; `unsure` marks the "don't know" answer."""

    key: str
    words: str
    symbol: str
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """An outcome that is assessed. `key` is its lineage: it stays when the wording changes.

    `plain` is the same for children's own view; `levels` are five descriptors, level 0 first; `needs` are the
    types of evidence it asks for; `outreach`: it must be shown which least-heard groups were reached.
    """

    key: str
    text: str
    plain: str
    levels: tuple[str, str, str, str, str]
    needs: tuple[EvidenceType, ...]
    outreach: bool = False
    articles: tuple[int, ...] = ()

    @property
    def wording(self) -> str:
        """A fingerprint of what a level is judged against (the text and its descriptors): 12 hex digits.

        Two scores may be joined in a trend only when their statements have the same key and the same wording.
        """
        parts = "\x1f".join((self.text, *self.levels))
        return hashlib.sha256(parts.encode("utf-8")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge, or a council's own outcome, with the statements that are assessed one by one."""

    key: str
    kind: BadgeKind
    name: str
    definition: str
    symbol: str
    articles: tuple[int, ...]
    statements: tuple[Statement, ...]


class ChangeKind(StrEnum):
    """What happened to a part of a framework."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the differences between two frameworks.

    `badge` and `statement` are keys ("" where the row is about something above them); `field` names the part,
    e.g. "text" or "level_3"; `breaks_trend`: levels before and after cannot be joined in one line.
    """

    kind: ChangeKind
    badge: str
    statement: str
    field: str
    before: str
    after: str
    breaks_trend: bool = False


@dataclass(frozen=True, slots=True)
class Framework:
    """One version of the rubric. `template` is what a council's own outcome starts from."""

    version: str
    label: str
    notice: str
    wording_note: str
    levels: tuple[Level, ...]
    young_scale: tuple[Answer, ...]
    badges: tuple[Badge, ...]
    template: Badge | None = None

    @property
    def _all_badges(self) -> tuple[Badge, ...]:
        return self.badges if self.template is None else (*self.badges, self.template)

    def badge(self, key: str) -> Badge:
        """The badge of that key; raises NotFound."""
        for badge in self.badges:
            if badge.key == key:
                return badge
        raise NotFound(tr("This rubric has no badge “{key}”.", key=key))

    def statement(self, key: str) -> Statement:
        """The statement of that lineage key; raises NotFound."""
        for badge in self.badges:
            for statement in badge.statements:
                if statement.key == key:
                    return statement
        raise NotFound(tr("This rubric has no statement “{key}”.", key=key))

    def badge_of(self, statement_key: str) -> Badge:
        """The badge that a statement belongs to; raises NotFound."""
        for badge in self.badges:
            if any(statement.key == statement_key for statement in badge.statements):
                return badge
        raise NotFound(tr("This rubric has no statement “{key}”.", key=statement_key))

    def level(self, number: int) -> Level:
        """The level of that number, 0 to 4."""
        return next(level for level in self.levels if level.number == number)

    def of_kind(self, kind: BadgeKind) -> tuple[Badge, ...]:
        """The badges of one kind, in the framework's order."""
        return tuple(badge for badge in self.badges if badge.kind is kind)

    def local_badge(self, key: str, name: str, definition: str, articles: tuple[int, ...] = ()) -> Badge:
        """A council's own outcome, with the template's statements to start from; raises NotFound."""
        if self.template is None:
            raise NotFound(tr("This rubric has no statements to start your own outcome from."))
        statements = tuple(
            replace(statement, key=f"{key}.{statement.key.partition('.')[2]}")
            for statement in self.template.statements
        )
        return replace(
            self.template, key=key, name=name, definition=definition, articles=articles, statements=statements
        )

    def with_badge(self, badge: Badge) -> "Framework":
        """This framework with `badge` in the place of the one with its key, or added at the end."""
        if any(own.key == badge.key for own in self.badges):
            return replace(self, badges=tuple(badge if own.key == badge.key else own for own in self.badges))
        return replace(self, badges=(*self.badges, badge))

    def difference(self, other: "Framework") -> tuple[Change, ...]:
        """What taking `other` in place of this one would change, in reading order; none only when they are equal."""
        rows = _field_changes("", "", _heads(self), _heads(other))
        rows += _order_change("", "answer_order", _answer_names(self), _answer_names(other))
        rows += _order_change("", "badge_order", _badge_names(self), _badge_names(other))
        before = {badge.key: badge for badge in self._all_badges}
        after = {badge.key: badge for badge in other._all_badges}
        for key, badge in before.items():
            if key not in after:
                rows.append(Change(ChangeKind.REMOVED, key, "", "name", badge.name, ""))
                rows.extend(_statement_changes(badge.key, badge.statements, ()))
            else:
                rows.extend(_badge_changes(badge, after[key]))
        for key, badge in after.items():
            if key not in before:
                rows.append(Change(ChangeKind.ADDED, key, "", "name", "", badge.name))
                rows.extend(_statement_changes(badge.key, (), badge.statements))
        return tuple(rows)


def _heads(framework: Framework) -> dict[str, str]:
    """The parts of a framework that stand above its badges, by name."""
    fields = ("version", "label", "notice", "wording_note")
    heads = {field: str(getattr(framework, field)) for field in fields}
    for level in framework.levels:
        heads[f"level_{level.number}_name"] = level.name
        heads[f"level_{level.number}_meaning"] = level.meaning
    for answer in framework.young_scale:
        heads[f"answer_{answer.key}_words"] = answer.words
        heads[f"answer_{answer.key}_symbol"] = answer.symbol
        heads[f"answer_{answer.key}_unsure"] = _yes_no(answer.unsure)
    return heads


def _answer_names(framework: Framework) -> dict[str, str]:
    return {answer.key: answer.words for answer in framework.young_scale}


def _badge_names(framework: Framework) -> dict[str, str]:
    return {badge.key: badge.name for badge in framework.badges}


def _statement_texts(statements: tuple[Statement, ...]) -> dict[str, str]:
    return {statement.key: statement.text for statement in statements}


def _order_change(badge: str, field: str, before: dict[str, str], after: dict[str, str]) -> list[Change]:
    """A row when what both have stands in another order; `before` and `after` are names by key, in order."""
    old = [key for key in before if key in after]
    new = [key for key in after if key in before]
    if old == new:
        return []
    was, becomes = (" | ".join(names[key] for key in keys) for names, keys in ((before, old), (after, new)))
    return [Change(ChangeKind.CHANGED, badge, "", field, was, becomes)]


def _badge_changes(before: Badge, after: Badge) -> list[Change]:
    def parts(badge: Badge) -> dict[str, str]:
        return {
            "name": badge.name,
            "kind": str(badge.kind),
            "definition": badge.definition,
            "symbol": badge.symbol,
            "articles": _numbers(badge.articles),
        }

    rows = _field_changes(before.key, "", parts(before), parts(after))
    texts = _statement_texts(before.statements), _statement_texts(after.statements)
    rows += _order_change(before.key, "statement_order", *texts)
    return rows + _statement_changes(before.key, before.statements, after.statements)


def _statement_changes(
    badge: str, before: tuple[Statement, ...], after: tuple[Statement, ...]
) -> list[Change]:
    old = {statement.key: statement for statement in before}
    new = {statement.key: statement for statement in after}
    rows: list[Change] = []
    for key, statement in old.items():
        if key not in new:
            rows.append(Change(ChangeKind.REMOVED, badge, key, "text", statement.text, "", breaks_trend=True))
        else:
            rows.extend(_field_changes(badge, key, _statement_parts(statement), _statement_parts(new[key])))
    for key, statement in new.items():
        if key not in old:
            rows.append(Change(ChangeKind.ADDED, badge, key, "text", "", statement.text, breaks_trend=True))
    return rows


def _statement_parts(statement: Statement) -> dict[str, str]:
    return {
        "text": statement.text,
        "plain": statement.plain,
        **{f"level_{number}": words for number, words in enumerate(statement.levels)},
        "needs": ", ".join(statement.needs),
        "outreach": _yes_no(statement.outreach),
        "articles": _numbers(statement.articles),
    }


def _field_changes(badge: str, statement: str, before: dict[str, str], after: dict[str, str]) -> list[Change]:
    rows: list[Change] = []
    for field in [*before, *(field for field in after if field not in before)]:
        was, becomes = before.get(field, ""), after.get(field, "")
        if was != becomes:
            kind = ChangeKind.CHANGED if field in before and field in after else ChangeKind.REMOVED
            kind = ChangeKind.ADDED if field not in before else kind
            breaks = bool(statement) and (field == "text" or field.startswith("level_"))
            rows.append(Change(kind, badge, statement, field, was, becomes, breaks))
    return rows


def _yes_no(value: bool) -> str:
    return tr("yes") if value else tr("no")


def _numbers(articles: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in articles)
