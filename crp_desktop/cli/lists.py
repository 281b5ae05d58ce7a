"""Lists of what a programme holds, for scripts and for people."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from crp_desktop.cli.base import json_option, programme_at, show, store_argument
from crp_desktop.domain.words import tr
from crp_desktop.storage.store import Store


@click.command("list")
@click.argument(
    "what", type=click.Choice(["workshops", "notes", "findings", "badges", "articles", "assessments"])
)
@store_argument
@json_option
def list_(what: str, store: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """List what STORE holds."""
    from crp_desktop.services import listing
    from crp_desktop.services.assessment_list import list_assessments

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
    if as_json:
        show(rows)
    else:
        print_rows(rows)


def print_rows(rows: list[dict[str, Any]]) -> None:
    """A plain table for a person at a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        click.echo(tr("Nothing yet."))
        return
    names = [name for name in rows[0] if name != "id"]
    table = Table(*names)
    for row in rows:
        table.add_row(*(Text(str("" if row[name] is None else row[name])) for name in names))
    Console().print(table)
