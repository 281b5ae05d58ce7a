"""Finding what is there and what it may be about: search and suggestions."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crp_desktop.cli.base import json_option, passphrase_option, programme_at, show
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind

if TYPE_CHECKING:
    from crp_desktop.domain.suggest import Suggestion
    from crp_desktop.services.programme.search import Hit

MOST_SHOWN = 5
MOST_TOLD = 10


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("store", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    help="The most results to print, best first.",
)
@passphrase_option
@json_option
def search(
    store: Path, words: tuple[str, ...], limit: int, passphrase_file: Path | None, as_json: bool
) -> None:
    """Find WORDS, or their beginnings, in the notes, findings and statements of STORE, best first.

    What holds all of the words is found; AND and OR in capitals are not looked for.
    """
    from crp_desktop.services.programme.search import search as find
    from crp_desktop.services.workshops.workshop import workshops

    with programme_at(store, passphrase_file) as opened:
        hits = find(opened, " ".join(words), limit)
        numbers = {} if as_json else {one.id: one.number for one in workshops(opened)}
    if as_json:
        show([asdict(hit) for hit in hits])
        return
    for hit in hits:
        click.echo(f"{_place(hit, numbers)}: {hit.snippet}")
    if not hits:
        click.echo(tr("Nothing found."))


def _place(hit: "Hit", numbers: dict[str, int]) -> str:
    kind = {
        RecordKind.NOTE: tr("Note"),
        RecordKind.FINDING: tr("Finding"),
        RecordKind.STATEMENT: tr("Statement of a badge"),
    }[hit.kind]
    number = numbers.get(hit.workshop or "")
    return kind if number is None else tr("{kind}, workshop {number}", kind=kind, number=number)


@click.command()
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option(
    "--programme",
    "--store",
    "store",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Offer this programme's badges only, and go by what its people mapped too.",
)
@click.option("--badges", "keys", metavar="KEY,KEY", default="", help="Offer these badges only.")
@click.option("--all", "everything", is_flag=True, help="Tell up to ten of each, weak ones too.")
@passphrase_option
@json_option
def suggest(
    texts: tuple[str, ...], store: Path | None, keys: str, everything: bool, passphrase_file: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Suggest articles and badges for each TEXT, best first; "-" reads one text a line.

    Tells what the window would show: none rather than weak ones.
    """
    from crp_desktop.domain.suggest import likely
    from crp_desktop.services.assessment.framework import badges as badges_of
    from crp_desktop.services.rights.suggest import load_learning, load_suggester, second_opinion

    suggester = load_suggester()
    among = known_badges(keys)
    if store is not None:
        with programme_at(store, passphrase_file) as opened:
            suggester = suggester.with_learning(load_learning(opened))
            among = among or frozenset(one.key for one in badges_of(opened, pursued=True))
    read = second_opinion(suggester)
    for text in lines_of_input() if texts == ("-",) else texts:
        near = read(text)
        articles = suggester.articles(text, MOST_TOLD, near=near)
        badges = suggester.badges(text, MOST_TOLD, near=near, among=among)
        if not everything:
            articles, badges = likely(articles)[:MOST_SHOWN], likely(badges)[:MOST_SHOWN]
        if as_json:
            numbered = [{"number": found.key, "score": found.score, "why": found.why} for found in articles]
            keyed = [{"key": found.key, "score": found.score, "why": found.why} for found in badges]
            click.echo(json.dumps({"text": text, "articles": numbered, "badges": keyed}))
        else:
            tell(text, articles, badges)
        sys.stdout.flush()


def known_badges(keys: str) -> frozenset[str]:
    """The badges that were named, parted by commas. InputProblem for one that there is not."""
    from crp_desktop.services.assessment.framework import shipped_framework

    named = frozenset(key.strip() for key in keys.split(",") if key.strip())
    every = [one.key for one in shipped_framework().badges]
    if unknown := sorted(named.difference(every)):
        raise InputProblem(
            tr("There is no badge “{key}”.", key=unknown[0]), tr("Nothing was suggested."),
            tr("Badges are: {keys}.", keys=", ".join(every)),
        )  # fmt: skip
    return named


def tell(text: str, articles: "list[Suggestion]", badges: "list[Suggestion]") -> None:
    """Prints the text and, by their names, the articles and badges suggested for it."""
    from crp_desktop.services.assessment.framework import shipped_framework
    from crp_desktop.services.rights.rights_map import convention

    titles = {one.number: one.title for one in convention().articles}
    names = {one.key: one.name for one in shipped_framework().badges}
    if text.strip():
        click.echo(text)
    lines = [
        tr("Article {number}, {title}: {why}", number=one.key, title=titles[int(one.key)], why=one.why)
        for one in articles
    ]
    lines += [tr("Badge {name}: {why}", name=names[str(one.key)], why=one.why) for one in badges]
    for line in lines or [tr("Nothing sure: choose yourself.")]:
        click.echo(f"  {line}" if text.strip() else line)


def lines_of_input() -> Iterator[str]:
    """Lines from standard input as they come, as UTF-8 whatever the terminal says."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")
