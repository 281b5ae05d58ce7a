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
from crp_desktop.domain.encodings import Encoding
from crp_desktop.domain.i18n import tr


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
            tr(
                "There is no screen here to show the window on. The commands that --help lists "
                "do not need one."
            )
        )
    from crp_desktop.app import main as show_window

    sys.exit(show_window(store))


@click.command()
@click.argument("store", type=click.Path(path_type=Path))
@passphrase_option
def demo(store: Path, passphrase_file: Path | None) -> None:
    """Write the sample programme to STORE (encrypted when a passphrase is given)."""
    from crp_desktop.services.programme.people import command_line_device
    from crp_desktop.services.programme.sample import write_sample

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
    "Show what STORE contains, in numbers."
    from crp_desktop.services.programme import listing

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
    "Check STORE for damage. Exit code 0 if it is sound, 1 if not."
    from crp_desktop.services.programme.keeping import check_whole

    with programme_at(store, passphrase_file) as opened:
        faults = check_whole(opened)
    if as_json:
        show({"ok": not faults, "faults": faults})
    elif faults:
        for fault in faults:
            click.echo(fault, err=True)
    else:
        click.echo(tr("The programme file is sound."))
    sys.exit(1 if faults else 0)


encoding_option = click.option(
    "--encoding",
    type=click.Choice([one.value for one in Encoding]),
    help="How the file was written, where it was guessed wrongly.",
)


@click.group("import")
def import_() -> None:
    "Import notes or findings from a file."


@import_.command("notes")
@store_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--workshop", required=True, help="The workshop's number or id.")
@click.option(
    "--all-speakers",
    is_flag=True,
    help="In lines of text, take every code before a colon (P3:) as a speaker, also new ones.",
)
@encoding_option
def import_notes(
    store: Path,
    passphrase_file: Path | None,
    file: Path,
    workshop: str,
    all_speakers: bool,
    encoding: str | None,
) -> None:
    """Add the notes of a file to a workshop: all or none.

    A table (CSV) has the columns text, and optionally prompt, speaker and kind (quote, paraphrase or observation). Of
    any other text each line is a note, understood as on the capture page.
    """
    from crp_desktop.services.capture import import_notes as imports
    from crp_desktop.services.workshops.workshop import find_workshop, speakers

    found = imports.open_notes(file, Encoding(encoding) if encoding else None)
    with programme_at(store, passphrase_file, write=True) as opened:
        held = find_workshop(opened, workshop).id
        codes = imports.Codes([one.label for one in speakers(opened, held)], all_speakers=all_speakers)
        foreseen = imports.foresee(opened, held, found.lines(codes.known, is_speaker=codes.is_speaker))
        imports.check_any(found, foreseen.notes)
        begin_work(opened)
        lines = found.lines(codes.known, is_speaker=codes.is_speaker)
        done = imports.file_all(opened, held, lines, None, foreseen.notes)
    click.echo(tr("{n} note(s) added.", n=done.value))
    for sentence in imports.what_to_say(found, foreseen):
        click.echo(sentence)
    if codes.refused:
        names = ", ".join(codes.refused)
        click.echo(
            tr("Codes left in the words, because this workshop has no such speaker: {names}.", names=names)
        )
        click.echo(tr("With --all-speakers they become speakers. Undo this import first."))


@import_.command("findings")
@store_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--workshop", help="The workshop's number or id; without it they come from elsewhere.")
@encoding_option
def import_findings(
    store: Path, passphrase_file: Path | None, file: Path, workshop: str | None, encoding: str | None
) -> None:
    """Add the findings of a table (CSV), from a survey or a document: all or none.

    Its columns are kind (strength, concern or idea) and text, and optionally articles (numbers), badges (names or keys)
    and reason. Articles are parted by commas, badges by semicolons; the reason is that of all of them.
    """
    from crp_desktop.services.findings import import_findings as imports
    from crp_desktop.services.workshops.workshop import find_workshop

    with programme_at(store, passphrase_file, write=True) as opened:
        held = find_workshop(opened, workshop).id if workshop else None
        found = imports.FindingsFile(opened, file, Encoding(encoding) if encoding else None)
        foreseen = imports.foresee(opened, found)
        begin_work(opened)
        done = imports.file_findings(opened, found, held, foreseen.findings)
    click.echo(tr("{n} finding(s) added.", n=done.value))
    for sentence in imports.what_to_say(found, foreseen):
        click.echo(sentence)
