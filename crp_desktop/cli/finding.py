"""Finding what is there and what it may be about: search and suggestions."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from crp_desktop.cli.base import json_option, programme_at, show
from crp_desktop.domain.words import tr


@click.command(context_settings={"ignore_unknown_options": True})
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


@click.command()
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
