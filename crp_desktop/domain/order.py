"""Fractional keys: a text between any two texts, so that moving a row writes one row."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_FIRST_LENGTH = 8


def between(before: str | None, after: str | None) -> str:
    """A key that sorts after `before` and ahead of `after` (plain code-point order); None means the end.

    Keys never end in the lowest digit. Raises ValueError when `before` does not sort ahead of `after`.
    """
    low, high = before or "", after
    if high is not None and low >= high:
        raise ValueError(f"no key fits between {low!r} and {high!r}")
    if high is None:
        return _next(low)
    key: list[int] = []
    place = 0
    open_above = False
    while True:
        bottom = _DIGITS.index(low[place]) if place < len(low) else 0
        top = _BASE if open_above else (_DIGITS.index(high[place]) if place < len(high) else 0)
        if top - bottom > 1:
            key.append((bottom + top) // 2)
            return "".join(_DIGITS[digit] for digit in key)
        key.append(bottom)
        open_above = open_above or top > bottom
        place += 1


def _next(low: str) -> str:
    """The key of a row added at the end: counts up in its first places so that keys stay short."""
    if not low:
        return "0" * (_FIRST_LENGTH - 1) + "1"
    digits = [_DIGITS.index(char) for char in low[:_FIRST_LENGTH].ljust(_FIRST_LENGTH, "0")]
    for place in range(_FIRST_LENGTH - 1, -1, -1):
        if digits[place] < _BASE - 1:
            digits[place] += 1
            return "".join(_DIGITS[d] for d in digits[: place + 1]).ljust(_FIRST_LENGTH, "0").rstrip("0")
        digits[place] = 0
    return low + _DIGITS[_BASE // 2]
