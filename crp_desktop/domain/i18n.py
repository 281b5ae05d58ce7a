"""`tr()`: every sentence a person sees goes through here, on every floor."""

import re

_ENDING = re.compile(r"(?<=\w)\((\w+)\)")


def tr(text: str, n: int | None = None, **values: object) -> str:
    """The sentence that a person sees, with `{name}` filled from `values` and `{n}` from `n`.

    A bracketed ending straight after a word ("note(s)") is kept unless `n` is 1.
    """
    if n is not None:
        text = _ENDING.sub("" if n == 1 else r"\1", text)
        values["n"] = f"{n:,}"
    return text.format(**values) if values else text
