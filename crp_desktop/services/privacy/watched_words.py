"""The lists by which names are known, with the council's own words, and reading such words from a file."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from crp_desktop import paths
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.identifiers import What, find_identifiers
from crp_desktop.domain.name_lists import NameLists, keys, load_names
from crp_desktop.domain.text import clean_line
from crp_desktop.services.programme.programme import programme
from crp_desktop.storage.store import Store

_LARGEST = 1_000_000
_LONGEST = 120


@lru_cache
def shipped_names() -> NameLists:
    """The lists that ship; read once. Raises InputProblem when one of them is torn."""
    return load_names(paths.resource("names"))


def name_lists(store: Store, /) -> NameLists:
    """The lists with what this council looks out for; its own name points to nobody."""
    held, shipped = programme(store), shipped_names()
    own = [word for word in keys(held.council) if word not in shipped.ordinary]
    return shipped.with_own(held.watched, (*held.harmless, held.council, *own))


def names_among(store: Store, /, codes: Mapping[str, str]) -> dict[str, str]:
    """Those of the speakers' codes, by id, that look like a person's name, however they are written (ZARA)."""
    lists = name_lists(store)
    return {
        speaker_id: code
        for speaker_id, code in codes.items()
        if any(
            hit.what is What.PERSON for way in (code, code.title()) for hit in find_identifiers(way, lists)
        )
    }


def read_own_words(path: Path) -> tuple[str, ...]:
    """The words of a text file, one a line; empty lines and what stands behind a # are left out.

    Raises InputProblem for a file that is no text, or that is larger than a list of words would be.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise _no_list(path, tr("it is too large for a list of words"))
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _no_list(path, tr("it is not UTF-8 text")) from error
    lines = (clean_line(line.split("#")[0]) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line and len(line) <= _LONGEST))


def _no_list(path: Path, why: str) -> InputProblem:
    return InputProblem(
        tr("“{name}” could not be imported: {why}.", name=path.name, why=why),
        tr("Your list has not changed."),
        tr("Save the words as plain text, one on each line, and try again."),
    )
