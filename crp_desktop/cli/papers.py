"""What leaves as a paper: reports, and a record that was handed over."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from crp_desktop.cli.base import begin_work, given_passphrase, json_option, programme_at, show
from crp_desktop.domain.errors import InUse, ReadOnly
from crp_desktop.domain.words import tr
from crp_desktop.storage.store import Store


@click.command()
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


@click.command()
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
