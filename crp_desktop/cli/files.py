"""Commands about a whole file: the window, the sample, figures, checks; notes from a table."""

import sys
from pathlib import Path

import click

from crp_desktop.cli.base import (
    begin_work,
    check_folder,
    given_passphrase,
    json_option,
    passphrase_option,
    programme_at,
    show,
    store_argument,
)
from crp_desktop.domain.words import tr


@click.command("open", hidden=True)
@click.argument("store", required=False, type=click.Path(path_type=Path))
def open_window(store: Path | None) -> None:
    """Open the window, on STORE when one is named."""
    try:
        from crp_desktop.ui.display import has_display
    except (
        ImportError
    ) as error:  # the wheel of Qt is whole, so it is a library of the system that is not there
        raise click.ClickException(
            tr(
                "The window cannot be shown: a system library for windows is missing ({what}).",
                what=str(error),
            )
        ) from error
    if not has_display():
        raise click.ClickException(
            tr("There is no screen here to show the window on. The commands that --help lists need none.")
        )
    from crp_desktop.app import main as show_window

    sys.exit(show_window(store))


@click.command()
@click.argument("store", type=click.Path(path_type=Path))
@passphrase_option
def demo(store: Path, passphrase_file: Path | None) -> None:
    """Write the sample programme to STORE (encrypted when a passphrase is given)."""
    from crp_desktop.services.people import command_line_device
    from crp_desktop.services.sample import write_sample

    passphrase = given_passphrase(passphrase_file)
    check_folder(store)
    write_sample(store, passphrase, command_line_device()).close()
    if passphrase is None:
        click.echo(tr("Wrote the sample programme to {file}, not encrypted.", file=str(store)))
    else:
        click.echo(tr("Wrote the sample programme to {file}, encrypted.", file=str(store)))


@click.command()
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


@click.command()
@store_argument
@json_option
def check(store: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Check that every page of STORE is whole; exit 0 when it is, 1 when not."""
    from crp_desktop.storage.checks import programme_check

    with programme_at(store, passphrase_file) as opened:
        faults = programme_check(opened.engine)
    if as_json:
        show({"ok": not faults, "faults": faults})
    elif faults:
        for fault in faults:
            click.echo(fault, err=True)
    else:
        click.echo(tr("The programme is whole."))
    sys.exit(1 if faults else 0)


@click.group("import")
def import_() -> None:
    """Bring notes in from a file."""


@import_.command("notes")
@store_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--workshop", required=True, help="The workshop's number or id.")
def import_notes(store: Path, passphrase_file: Path | None, file: Path, workshop: str) -> None:
    """Add the notes of a CSV file to a workshop: all or none.

    Its columns are text, and optionally prompt, speaker and kind (quote, paraphrase or observation).
    """
    from crp_desktop.services import import_notes as imports
    from crp_desktop.services.workshop import find_workshop

    lines = imports.read_notes(file)
    unread = imports.unread_columns(file)
    with programme_at(store, passphrase_file, write=True) as opened:
        held = find_workshop(opened, workshop).id
        imports.check_lines(opened, held, lines)
        foreseen = imports.foresee(opened, held, lines)
        begin_work(opened)
        done = imports.file_all(opened, held, lines, None)
    click.echo(tr("{n} note(s) added.", n=done.value))
    if foreseen.already:
        click.echo(tr("{n} of them stood in this workshop already, word for word.", n=foreseen.already))
    if unread:
        click.echo(tr("Columns that were not read: {names}.", names=", ".join(f"“{one}”" for one in unread)))
    if foreseen.prompts:
        click.echo(tr("New prompts: {names}.", names=", ".join(f"“{one}”" for one in foreseen.prompts)))
