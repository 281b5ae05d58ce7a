"""The command line: opens the window by default; every other command works without one."""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import click

from crp_desktop import __version__, paths
from crp_desktop.domain.errors import InputProblem, InUse, PassphraseNeeded, Problem, ReadOnly
from crp_desktop.domain.words import tr
from crp_desktop.storage.store import Store

VARIABLE = "CRP_PASSPHRASE"
F = TypeVar("F", bound=Callable[..., Any])


class Commands(click.Group):
    """A group whose default command is `open`, so that `crp-desktop FILE` opens the window on it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = (*self.commands, "--help", "--version")
        if not args or (args[0] not in known):
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Problem as problem:
            raise click.ClickException(" ".join(str(problem).split())) from problem


@click.group(cls=Commands, context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(__version__, prog_name="crp-desktop")
def main() -> None:
    """Children's-rights work in councils, in rooms without internet.

    `crp-desktop [STORE]` opens the window. The passphrase comes from --passphrase-file, from the variable
    CRP_PASSPHRASE, or a prompt.
    """
    logging.getLogger("crp_desktop").addHandler(logging.NullHandler())


def store_argument(command: F) -> F:
    """Adds STORE and --passphrase-file to a command."""
    option = click.option(
        "--passphrase-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Read the passphrase from the first line of this file.",
    )
    return click.argument("store", type=click.Path(path_type=Path))(option(command))


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
output_option = click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write."
)


def given_passphrase(file: Path | None) -> str | None:
    """The passphrase from the file or the variable, or None when neither is given."""
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputProblem(
                tr("The passphrase file could not be read: {why}.", why=str(error)),
                tr("Nothing was changed."),
                tr("Give a text file in UTF-8."),
            ) from error
        return lines[0] if lines else ""
    return os.environ.get(VARIABLE)


@contextmanager
def programme_at(path: Path, passphrase_file: Path | None, *, write: bool = False) -> Iterator[Store]:
    """The open programme; read-only unless `write`. Asks for the passphrase when it needs one and none was given.

    Whoever writes calls `begin_work` first, once nothing can be refused any more: until then not a byte changes.
    """
    from crp_desktop.services.people import account
    from crp_desktop.services.programme_file import backups_folder, open_programme
    from crp_desktop.storage.keys import Key

    backups = backups_folder(paths.user_data())
    given = given_passphrase(passphrase_file)
    try:
        key = Key.none() if given is None else Key.from_passphrase(given)
        store = open_programme(path, key, backups=backups, person=account(), read_only=not write)
    except PassphraseNeeded:
        if not sys.stdin.isatty():
            raise
        asked = click.prompt(tr("Passphrase"), hide_input=True, err=True)
        key = Key.from_passphrase(asked)
        store = open_programme(path, key, backups=backups, person=account(), read_only=not write)
    try:
        yield store
    finally:
        store.close()


def begin_work(store: Store) -> None:
    """Says in the programme who works by the command line."""
    from crp_desktop.services.people import account, command_line_device, sign_in

    sign_in(store, account() or tr("Command line"), command_line_device())


def show(value: Any) -> None:
    """Prints JSON that any terminal can take."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@main.command("open", hidden=True)
@click.argument("store", required=False, type=click.Path(path_type=Path))
def open_window(store: Path | None) -> None:
    """Open the window, on STORE when one is named."""
    from crp_desktop.app import main as show_window

    sys.exit(show_window(store))


@main.command()
@click.argument("store", type=click.Path(path_type=Path))
@click.option("--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def demo(store: Path, passphrase_file: Path | None) -> None:
    """Write the sample programme to STORE (encrypted when CRP_PASSPHRASE is set)."""
    from crp_desktop.services.people import command_line_device
    from crp_desktop.services.sample import write_sample

    write_sample(store, given_passphrase(passphrase_file), command_line_device()).close()


@main.command()
@store_argument
@json_option
def info(store: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Say what STORE holds, in figures."""
    from crp_desktop.services import listing

    with programme_at(store, passphrase_file) as opened:
        found = listing.info(opened)
    if as_json:
        show(found)
    else:
        for name, value in found.items():
            click.echo(f"{name}: {value}")


@main.command()
@store_argument
@json_option
def check(store: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Check that every page of STORE is whole; exit 0 when it is, 1 when not."""
    from crp_desktop.storage.checks import full_check

    with programme_at(store, passphrase_file) as opened:
        faults = full_check(opened.engine)
    if as_json:
        show({"ok": not faults, "faults": faults})
    elif faults:
        for fault in faults:
            click.echo(fault, err=True)
    else:
        click.echo(tr("The programme is whole."))
    sys.exit(1 if faults else 0)


@main.command("list")
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


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("store", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def search(
    store: Path, words: tuple[str, ...], limit: int, passphrase_file: Path | None, as_json: bool
) -> None:
    """Find WORDS, or their beginnings, in the notes, findings and statements of STORE, best first."""
    from crp_desktop.services.search import search as find

    with programme_at(store, passphrase_file) as opened:
        hits = find(opened, " ".join(words), limit)
    if as_json:
        show([asdict(hit) for hit in hits])
        return
    for hit in hits:
        click.echo(f"{hit.kind}: {hit.snippet}")


@main.command()
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option(
    "--store", type=click.Path(path_type=Path), help="Go by what this programme's people mapped too."
)
@click.option("--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def suggest(texts: tuple[str, ...], store: Path | None, passphrase_file: Path | None, as_json: bool) -> None:
    """Suggest articles and badges for each TEXT, best first; "-" reads one text a line."""
    from crp_desktop.services.suggest import load_learning, load_suggester

    suggester = load_suggester()
    if store is not None:
        with programme_at(store, passphrase_file) as opened:
            suggester = suggester.with_learning(load_learning(opened))
    for text in lines_of_input() if texts == ("-",) else texts:
        articles, badges = suggester.articles(text, limit=10), suggester.badges(text, limit=10)
        if as_json:
            numbered = [{"number": found.key, "score": found.score, "why": found.why} for found in articles]
            keyed = [{"key": found.key, "score": found.score, "why": found.why} for found in badges]
            click.echo(json.dumps({"text": text, "articles": numbered, "badges": keyed}))
        else:
            click.echo(text)
            for found in articles:
                click.echo("  " + tr("Article {number}: {why}", number=found.key, why=found.why))
            for found in badges:
                click.echo(f"  {found.key}: {found.why}")
        sys.stdout.flush()


def lines_of_input() -> Iterator[str]:
    """Lines from standard input as they come, as UTF-8 whatever the terminal says."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


@main.group("import")
def import_() -> None:
    """Bring notes in from a file."""


@import_.command("notes")
@store_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--workshop", required=True, help="The workshop's number or id.")
def import_notes(store: Path, passphrase_file: Path | None, file: Path, workshop: str) -> None:
    """Add the notes of a CSV file (columns text, and optionally prompt, speaker, kind) to a workshop: all or none."""
    from crp_desktop.services import import_notes as imports
    from crp_desktop.services.workshop import find_workshop

    lines = imports.read_notes(file)
    with programme_at(store, passphrase_file, write=True) as opened:
        held = find_workshop(opened, workshop).id
        imports.check_lines(opened, held, lines)
        begin_work(opened)
        done = imports.file_all(opened, held, lines, None)
    click.echo(tr("{n} note(s) added.", n=done.value))


@main.command()
@click.argument("kind", required=False)
@click.argument("store", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--workshop", help="The workshop's number or id; the latest when left out.")
@click.option("--badge", default="", help="The badge's key; every badge when left out.")
@click.option("--period", default="", help="The assessment period's label; all the time when left out.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["pdf", "html", "docx"]),
    help="PDF, web page or Word document; when left out, what the file's name ends with.",
)
@click.option("--set", "chosen", multiple=True, metavar="OPTION=VALUE", help="An option of the document.")
@click.option("--list", "list_them", is_flag=True, help="Print the kinds of document, one a line.")
@click.option("--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def report(
    kind: str | None,
    store: Path | None,
    output: Path | None,
    workshop: str | None,
    badge: str,
    period: str,
    form: str | None,
    chosen: tuple[str, ...],
    list_them: bool,
    passphrase_file: Path | None,
) -> None:
    """Write a document of KIND from STORE as a PDF, a web page or a Word document (see --list for the kinds)."""
    from crp_desktop.services import report as reports
    from crp_desktop.services.report_forms import form_of
    from crp_desktop.services.report_kinds import kind as kind_of
    from crp_desktop.services.report_kinds import kinds

    if list_them:
        for one in kinds():
            click.echo(f"{one.key:<20}{one.purpose}")
        return
    if kind is None or store is None or output is None:
        raise click.UsageError("KIND, STORE and -o FILE are needed.")
    from crp_desktop.services.review import review_warnings

    wanted = kind_of(kind)
    options = reports.parse_options(wanted, chosen)
    with programme_to_log_in(store, passphrase_file) as opened:
        request = reports.find_subject(opened, kind, workshop, badge=badge, period=period, options=options)
        begin_work(opened)
        made = reports.save_report(opened, request, output, form=form_of(output, form))
        names = review_warnings(opened, request)
    for warned in (*made.warnings, *names):
        click.echo(" ".join(part for part in (warned.what, warned.todo) if part), err=True)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write it as a PDF to this file.")
@click.option("--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def handover(file: Path, output: Path | None, passphrase_file: Path | None, as_json: bool) -> None:
    """Read the one record in a handover FILE (.crph), with the passphrase that its sender told you."""
    from crp_desktop.services.handover import make_paper, read_handover, save_paper

    given = given_passphrase(passphrase_file)
    if given is None and sys.stdin.isatty():
        given = click.prompt(tr("Passphrase"), hide_input=True, err=True)
    parts = read_handover(file, given or "")
    if output is not None:
        save_paper(make_paper(parts), output)
    elif as_json:
        show([part._asdict() for part in parts])
    else:
        click.echo("\n\n".join(f"{part.heading}\n{part.words}" for part in parts))


@contextmanager
def programme_to_log_in(path: Path, passphrase_file: Path | None) -> Iterator[Store]:
    """The open programme: for writing, so that what leaves it can be logged, or for reading where that is all there is
    (somebody else has it open, or the folder cannot be written to)."""
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(programme_at(path, passphrase_file, write=True))
        except (InUse, ReadOnly):
            opened = stack.enter_context(programme_at(path, passphrase_file))
        yield opened


if __name__ == "__main__":
    main()
