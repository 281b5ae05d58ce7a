"""Lists of what a programme holds, for scripts and for people."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crp_desktop.cli.base import json_option, programme_at, show, store_argument
from crp_desktop.domain.i18n import tr

if TYPE_CHECKING:
    from crp_desktop.services.handle import Store

LONGEST = 4_000
"""How many characters of a text a table shows; the JSON has all."""
CODED = ("workshop", "kind", "audience", "badge", "badges", "statement", "confidence")
"""The columns that hold codes; all else is words of people, which stay as they are."""


@click.command("list")
@click.argument(
    "what", type=click.Choice(["workshops", "notes", "findings", "badges", "articles", "assessments"])
)
@store_argument
@json_option
def list_(what: str, store: Path, passphrase_file: Path | None, as_json: bool) -> None:
    "List the contents of STORE."
    from crp_desktop.services.assessment.listing import list_assessments
    from crp_desktop.services.programme import listing

    listers: dict[str, Callable[[Store], list[dict[str, Any]]]] = {
        "workshops": listing.list_workshops,
        "notes": listing.list_notes,
        "findings": listing.list_findings,
        "badges": listing.list_badges,
        "articles": listing.list_articles,
        "assessments": list_assessments,
    }
    with programme_at(store, passphrase_file) as opened:
        rows = listers[what](opened)
        words = {} if as_json else value_words(opened)
    if as_json:
        show(rows)
    else:
        print_rows(
            [
                {name: shown(value, words if name in CODED else {}) for name, value in row.items()}
                for row in rows
            ]
        )


def value_words(store: "Store") -> dict[Any, str]:
    """What a person reads for the codes that lists hold: workshops by number, badges and kinds by name."""
    from crp_desktop.domain import kinds
    from crp_desktop.domain.labels import label
    from crp_desktop.services.assessment.framework import badges
    from crp_desktop.services.workshops.workshop import workshops

    found: dict[Any, str] = {one.id: str(one.number) for one in workshops(store)}
    framework = badges(store)
    found |= {one.key: one.text for badge in framework for one in badge.statements}
    found |= {one.key: one.name for one in framework}
    coded = (kinds.Audience, kinds.NoteKind, kinds.FindingKind, kinds.BadgeKind, kinds.Confidence)
    return found | {one.value: label(one) for every in coded for one in every}


def shown(value: Any, words: dict[Any, str]) -> str:
    """A value of a list as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, list):
        return ", ".join(shown(one, words) for one in value)
    text = words.get(value, str(value))
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST] + tr("… ({n} characters in all)", n=len(text))


def print_rows(rows: list[dict[str, str]]) -> None:
    """A plain table for a person at a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        click.echo(tr("Nothing yet."))
        return
    names = [name for name in dict.fromkeys(name for row in rows for name in row) if name != "id"]
    table = Table(*names)
    for row in rows:
        table.add_row(*(Text(row.get(name, "")) for name in names))
    # No styles: `terminal` shows what steers a terminal instead of sending it.
    Console(force_terminal=False, legacy_windows=False).print(table)
