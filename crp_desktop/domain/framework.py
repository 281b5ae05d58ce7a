"""The badge framework (the rubric): loading it, checking it, writing it out again.

The file is TOML: keys at the top, then `[[level]]` (five), `[[answer]]` (the young people's own scale),
`[[badge]]` each with its `[[badge.statement]]`, and `[template]` with `[[template.statement]]`, from which
a council's own outcomes start.
"""

from pathlib import Path

from crp_desktop.domain import datafile
from crp_desktop.domain.framework_model import (
    LEVEL_NUMBERS,
    SCORING_TYPES,
    Answer,
    Badge,
    Change,
    ChangeKind,
    Framework,
    Level,
    Statement,
)
from crp_desktop.domain.framework_rules import Fault, framework_faults
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import BadgeKind, EvidenceType
from crp_desktop.domain.text import clean_line

__all__ = [
    "LEVEL_NUMBERS",
    "SCORING_TYPES",
    "Answer",
    "Badge",
    "Change",
    "ChangeKind",
    "Fault",
    "Framework",
    "Level",
    "Statement",
    "dump_framework",
    "framework_faults",
    "load_framework",
    "parse_framework",
]

_BADGE_KEYS = ("key", "kind", "name", "definition", "symbol", "articles")
_STATEMENT_KEYS = ("key", "text", "plain", "needs", "outreach", "articles")
_LEVEL_KEYS = tuple(f"level_{number}" for number in LEVEL_NUMBERS)


def load_framework(path: Path) -> Framework:
    """Reads and checks a framework file; raises InputProblem that names file, line and what is wrong."""
    return _build(datafile.read(path))


def parse_framework(text: str, file: str) -> Framework:
    """Reads and checks the text of a framework file; `file` is the name used in errors."""
    return _build(datafile.parse(text, file))


def dump_framework(framework: Framework) -> str:
    """The framework as the text of a file that `parse_framework` reads back as an equal framework."""
    lines = [f"{key} = {_toml(getattr(framework, key))}" for key in ("version", "label", "notice")]
    lines.append(f"wording_note = {_toml(framework.wording_note)}")
    for level in framework.levels:
        lines += ["", "[[level]]", f"number = {level.number}"]
        lines += [f"name = {_toml(level.name)}", f"meaning = {_toml(level.meaning)}"]
    for answer in framework.young_scale:
        lines += ["", "[[answer]]", f"key = {_toml(answer.key)}", f"words = {_toml(answer.words)}"]
        lines += [f"symbol = {_toml(answer.symbol)}", f"unsure = {_toml(answer.unsure)}"]
    for badge in framework.badges:
        lines += ["", "[[badge]]", *_badge_lines(badge)]
        for statement in badge.statements:
            lines += ["", "[[badge.statement]]", *_statement_lines(statement)]
    if framework.template is not None:
        lines += ["", "[template]", *_badge_lines(framework.template)]
        for statement in framework.template.statements:
            lines += ["", "[[template.statement]]", *_statement_lines(statement)]
    return "\n".join(lines) + "\n"


def _badge_lines(badge: Badge) -> list[str]:
    lines = [f"{key} = {_toml(str(getattr(badge, key)))}" for key in _BADGE_KEYS[:-1]]
    return [*lines, f"articles = {list(badge.articles)}"]


def _statement_lines(statement: Statement) -> list[str]:
    return [
        f"key = {_toml(statement.key)}",
        f"text = {_toml(statement.text)}",
        f"plain = {_toml(statement.plain)}",
        *(f"{key} = {_toml(words)}" for key, words in zip(_LEVEL_KEYS, statement.levels, strict=True)),
        f"needs = [{', '.join(_toml(str(kind)) for kind in statement.needs)}]",
        f"outreach = {_toml(statement.outreach)}",
        f"articles = {list(statement.articles)}",
    ]


def _toml(value: str | bool) -> str:
    """A text or truth value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() or c == " " else _escape(c) for c in escaped) + '"'


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def _build(file: datafile.DataFile) -> Framework:
    top = file.top
    top.only("version", "label", "notice", "wording_note")
    file.only("level", "answer", "badge", "badge.statement", "template", "template.statement")
    templates = file.entries("template")
    framework = Framework(
        version=_line(top, "version"),
        label=_line(top, "label"),
        notice=_line(top, "notice"),
        wording_note=_line(top, "wording_note"),
        levels=tuple(_level(entry) for entry in file.entries("level")),
        young_scale=tuple(_answer(entry) for entry in file.entries("answer")),
        badges=tuple(
            _badge(entry, _statements(file, "badge.statement", number))
            for number, entry in enumerate(file.entries("badge"))
        ),
        template=_badge(templates[0], _statements(file, "template.statement", 0)) if templates else None,
    )
    for fault in framework_faults(framework):
        raise _entry(file, fault).problem(fault.field, fault.sentence)
    return framework


def _entry(file: datafile.DataFile, fault: Fault) -> datafile.Entry:
    """The table that a fault is in; the top of the file when the table is missing altogether."""
    entries = file.entries(fault.table)
    return entries[fault.index] if fault.index < len(entries) else file.top


def _statements(file: datafile.DataFile, table: str, parent: int) -> tuple[Statement, ...]:
    return tuple(_statement(entry) for entry in file.entries(table) if entry.parent == parent)


def _level(entry: datafile.Entry) -> Level:
    entry.only("number", "name", "meaning")
    return Level(entry.get("number", int), _line(entry, "name"), _line(entry, "meaning"))


def _answer(entry: datafile.Entry) -> Answer:
    entry.only("key", "words", "symbol", "unsure")
    unsure: bool = entry.get("unsure", bool, False)
    return Answer(_line(entry, "key"), _line(entry, "words"), _line(entry, "symbol"), unsure)


def _badge(entry: datafile.Entry, statements: tuple[Statement, ...]) -> Badge:
    entry.only(*_BADGE_KEYS)
    kind = _line(entry, "kind")
    if kind not in list(BadgeKind):
        raise entry.problem("kind", tr("“{kind}” is not foundational, thematic or local", kind=kind))
    return Badge(
        key=_line(entry, "key"),
        kind=BadgeKind(kind),
        name=_line(entry, "name"),
        definition=_line(entry, "definition"),
        symbol=_line(entry, "symbol"),
        articles=entry.integers("articles", []),
        statements=statements,
    )


def _statement(entry: datafile.Entry) -> Statement:
    entry.only(*_STATEMENT_KEYS, *_LEVEL_KEYS)
    needs: list[EvidenceType] = []
    for kind in entry.strings("needs"):
        if kind not in list(EvidenceType):
            raise entry.problem("needs", tr("“{kind}” is not a type of evidence", kind=kind))
        needs.append(EvidenceType(kind))
    zero, one, two, three, four = (_line(entry, key) for key in _LEVEL_KEYS)
    return Statement(
        key=_line(entry, "key"),
        text=_line(entry, "text"),
        plain=_line(entry, "plain"),
        levels=(zero, one, two, three, four),
        needs=tuple(needs),
        outreach=entry.get("outreach", bool, False),
        articles=entry.integers("articles", []),
    )


def _line(entry: datafile.Entry, key: str) -> str:
    """The text under `key`, cleaned, on one line."""
    words: str = entry.get(key, str)
    return clean_line(words)
