"""`tr()`: every sentence a person sees goes through here, on every floor."""

import re
from collections.abc import Callable

_ENDING = re.compile(r"(?<=\w)\((\w+)\)")


class _Language:
    """Holds the one translation lookup that the program installs at start."""

    def __init__(self) -> None:
        self.lookup: Callable[[str, int | None], str | None] = lambda text, n: None


_language = _Language()


def install(lookup: Callable[[str, int | None], str | None]) -> None:
    """Use `lookup(text, n)` for translations; it returns None where it has none."""
    _language.lookup = lookup


def tr(text: str, n: int | None = None, **values: object) -> str:
    """The sentence in the person's language, with `{name}` filled from `values` and `{n}` from `n`.

    A bracketed ending straight after a word ("note(s)") is kept unless `n` is 1.
    """
    said = _language.lookup(text, n) or text
    if n is not None:
        said = _ENDING.sub("" if n == 1 else r"\1", said)
        values["n"] = f"{n:,}"
    return said.format(**values) if values else said
