"""What every command shares: the group, the programme it works on and its passphrase, JSON."""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from crp_desktop import __version__, paths
from crp_desktop.cli import terminal
from crp_desktop.domain.errors import InputProblem, PassphraseNeeded, Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.hardening import keep_memory_to_itself

if TYPE_CHECKING:
    from crp_desktop.services.handle import Store

VARIABLE = "CRP_PASSPHRASE"
F = TypeVar("F", bound=Callable[..., Any])


class WrongUsage(click.ClickException):
    """Options or arguments that do not go together: one line, exit code 2."""

    exit_code = 2


class Commands(click.Group):
    """A group whose default command is `open`, so that `crp-desktop FILE` opens the window on it."""

    def main(self, *args: Any, **options: Any) -> Any:
        keep_memory_to_itself()
        with terminal.guarded():
            return super().main(*args, **options)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = (*self.commands, "--help", "-h", "--version")
        if not args or (args[0] not in known):
            self._check_file(args[:1])
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def _check_file(self, named: list[str]) -> None:
        """Raises WrongUsage for a word that is no command, no option, and does not look like a programme's file."""
        for word in named:
            if word.startswith("-") or word.lower().endswith(".crp") or os.path.exists(word):
                continue
            near = get_close_matches(word, [name for name in self.commands if name != "open"], n=1)
            todo = tr("Did you mean “{name}”?", name=near[0]) if near else tr("--help lists the commands.")
            raise WrongUsage(tr("There is no command or file called “{word}”. {todo}", word=word, todo=todo))

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


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
passphrase_option = click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the passphrase from the first line of this file.",
)


def store_argument(command: F) -> F:
    """Adds STORE and --passphrase-file to a command."""
    return click.argument("store", type=click.Path(path_type=Path))(passphrase_option(command))


def given_passphrase(file: Path | None) -> str | None:
    """The passphrase from the file or the variable, or None when neither is given."""
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputProblem(
                tr("The passphrase file could not be read: {why}.", why=str(error)),
                tr("Nothing was changed."),
                tr("Use a text file in UTF-8."),
            ) from error
        if not lines or not lines[0]:
            raise InputProblem(
                tr("The passphrase file “{name}” is empty, or its first line is.", name=file.name),
                tr("Nothing was changed."),
                tr("Write the passphrase in its first line."),
            )
        return lines[0]
    return os.environ.get(VARIABLE)


def how_to_give(problem: PassphraseNeeded) -> PassphraseNeeded:
    """The same problem, saying how the command line is told a passphrase."""
    todo = tr("Use --passphrase-file FILE or the variable {variable}.", variable=VARIABLE)
    return PassphraseNeeded(problem.what, problem.safe, todo)


def check_folder(target: Path) -> None:
    """Raises InputProblem when the folder that a file is to be written to is not there."""
    if not target.parent.is_dir():
        raise InputProblem(
            tr("There is no folder “{name}”.", name=str(target.parent)),
            tr("Nothing was written."),
            tr("Create it first, or choose another folder."),
        )


@contextmanager
def programme_at(path: Path, passphrase_file: Path | None, *, write: bool = False) -> "Iterator[Store]":
    """The open programme; read-only unless `write`. Asks for the passphrase when it needs one and none was given.

    Whoever writes calls `begin_work` first, once nothing can be refused any more: until then not a byte changes.
    """
    from crp_desktop.services.handle import Key
    from crp_desktop.services.programme.file import backups_folder, open_programme
    from crp_desktop.services.programme.people import account

    backups = backups_folder(paths.user_data())
    given = given_passphrase(passphrase_file)
    try:
        key = Key.none() if given is None else Key.from_passphrase(given)
        store = open_programme(path, key, backups=backups, person=account(), read_only=not write)
    except PassphraseNeeded as problem:
        if not sys.stdin.isatty():
            raise how_to_give(problem) from problem
        asked = click.prompt(tr("Passphrase"), hide_input=True, err=True)
        key = Key.from_passphrase(asked)
        store = open_programme(path, key, backups=backups, person=account(), read_only=not write)
    try:
        yield store
    finally:
        store.close()


def begin_work(store: "Store") -> None:
    """Says in the programme who works by the command line."""
    from crp_desktop.services.programme.people import account, command_line_device, sign_in

    sign_in(store, account() or tr("Command line"), command_line_device())


def show(value: Any) -> None:
    """Prints JSON that any terminal can take: what it has no letter for is escaped, never replaced."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(text if terminal.can_show(text) else json.dumps(value, indent=2))
