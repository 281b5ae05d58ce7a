"""What leaves as a paper: reports, and a record that was handed over."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crp_desktop.cli.base import (
    WrongUsage,
    begin_work,
    check_folder,
    given_passphrase,
    how_to_give,
    json_option,
    passphrase_option,
    programme_at,
    show,
)
from crp_desktop.domain.errors import InUse, PassphraseNeeded, ReadOnly
from crp_desktop.domain.i18n import tr

if TYPE_CHECKING:
    from crp_desktop.documents.formats import Form
    from crp_desktop.documents.model import DocumentKind
    from crp_desktop.documents.prepare import RenderedDocument
    from crp_desktop.services.handle import Store


@click.command()
@click.argument("kind", required=False)
@click.argument("store", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write.")
@click.option(
    "--workshop",
    help="The workshop's number or id, for workshop-summary, handout, facilitator-pack and the rights-cards of a "
    "workshop; the latest when left out.",
)
@click.option(
    "--badge",
    default="",
    help="The badge's key. Left out: every badge pursued (evidence-pack, evidence-return), or the first one assessed "
    "in the period (badge-assessment).",
)
@click.option(
    "--period",
    default="",
    help="The period's label. Left out: the latest one (badge-assessment, period-assessment, readiness), or all "
    "findings so far (rights-map, committee-paper).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["pdf", "html", "docx"]),
    help="PDF, web page or Word document; when left out, what the file's name ends with, and a PDF when it has no "
    "ending.",
)
@click.option("--set", "chosen", multiple=True, metavar="OPTION=VALUE", help="An option of the document.")
@click.option("--list", "list_them", is_flag=True, help="List the kinds of document, one a line.")
@passphrase_option
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
    from crp_desktop.documents import prepare as reports
    from crp_desktop.documents.kinds import kind as kind_of
    from crp_desktop.documents.kinds import kinds

    if list_them:
        for one in kinds():
            click.echo(f"{one.key:<20}{one.purpose}")
        return
    if kind is None or store is None or output is None:
        raise click.UsageError(tr("KIND, STORE and -o FILE are needed."))
    from crp_desktop.documents.review.review import review_warnings

    wanted = kind_of(kind)
    check_about(wanted, {"workshop": workshop or "", "badge": badge, "period": period})
    as_form = form_for(wanted, output, form)
    check_folder(output)
    options = reports.parse_options(wanted, chosen)
    with programme_to_log_in(store, passphrase_file) as opened:
        request = reports.find_subject(opened, kind, workshop, badge=badge, period=period, options=options)
        begin_work(opened)
        made = reports.make_report(opened, request, form=as_form)
        names = review_warnings(opened, request, made)
        reports.save_report(opened, request, output, form=as_form, before=made)
        told = written_words(opened, made, output)
    click.echo(told)
    for warned in (*made.warnings, *names):
        click.echo(" ".join(part for part in (warned.what, warned.todo) if part), err=True)


def check_about(wanted: "DocumentKind", given: dict[str, str]) -> None:
    """Raises WrongUsage for a workshop, badge or period that a document of that kind is not about."""
    from crp_desktop.documents.kinds import kinds

    for name, value in given.items():
        if value and name not in wanted.takes:
            able = ", ".join(one.key for one in kinds() if name in one.takes)
            raise WrongUsage(
                tr(
                    "--{name} does not apply to {kind}, only to: {able}.",
                    name=name,
                    kind=wanted.key,
                    able=able,
                )
            )


def form_for(wanted: "DocumentKind", output: Path, given: str | None) -> "Form":
    """What to write, by the option and the file's ending. Raises InputProblem for what there is not of that kind, and
    WrongUsage where the two clash or neither tells."""
    from crp_desktop.documents.formats import ENDINGS, Form, check_form, form_of

    check_form(wanted, form_of(output, given))
    ending = output.suffix.lower()
    told = ENDINGS.get(ending)
    if given and told and told != given:
        raise WrongUsage(
            tr("--format {form} does not match a file that ends in {ending}.", form=given, ending=ending)
        )
    if ending and not told and not given:
        raise WrongUsage(
            tr(
                "A file that ends in {ending} needs --format ({forms}).",
                ending=ending,
                forms=", ".join(Form),
            )
        )
    return form_of(output, given)


def written_words(store: "Store", made: "RenderedDocument", output: Path) -> str:
    """What was written, for whom to see: the file, its pages, what it is about."""
    from crp_desktop.documents.formats import form_name
    from crp_desktop.documents.kinds import kind
    from crp_desktop.services.workshops.workshop import workshops

    numbers = {one.id: one.number for one in workshops(store)}
    number = numbers.get(made.request.workshop)
    parts = [
        kind(made.request.document).title,
        made.about or (tr("workshop {number}", number=number) if number is not None else ""),
        form_name(made.form),
        tr("{n} page(s)", n=made.pages) if made.pages else "",
    ]
    return tr("Wrote {file}: {what}.", file=str(output), what="; ".join(filter(None, parts)))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write it as a PDF to this file.")
@passphrase_option
@json_option
def handover(file: Path, output: Path | None, passphrase_file: Path | None, as_json: bool) -> None:
    "Read the record in a handover FILE (.crph). You need the passphrase from the sender."
    from crp_desktop.documents.handover.handover import make_paper, read_handover, save_paper

    given = given_passphrase(passphrase_file)
    if given is None and sys.stdin.isatty():
        given = click.prompt(tr("Passphrase"), hide_input=True, err=True)
    try:
        parts = read_handover(file, given or "")
    except PassphraseNeeded as problem:
        raise how_to_give(problem) from problem
    if output is not None:
        check_folder(output)
        made = make_paper(parts)
        save_paper(made, output)
        click.echo(tr("Wrote {file}: PDF; {n} page(s).", file=str(output), n=made.pages))
    elif as_json:
        show([part._asdict() for part in parts])
    else:
        click.echo("\n\n".join(f"{part.heading}\n{part.words}" for part in parts))


@contextmanager
def programme_to_log_in(path: Path, passphrase_file: Path | None) -> "Iterator[Store]":
    """The open programme: for writing, so that what leaves it can be logged, or for reading where that is all there is
    (somebody else has it open, or the folder cannot be written to)."""
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(programme_at(path, passphrase_file, write=True))
        except (InUse, ReadOnly):
            opened = stack.enter_context(programme_at(path, passphrase_file))
        yield opened
