"""Colours as #RRGGBB, and whether words can be read in them (WCAG 2, contrast of 4.5 to 1)."""

import colorsys
import re
from dataclasses import dataclass

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr

LEAST = 4.5
WHITE, BLACK = "#FFFFFF", "#000000"
PAPER = ("#FFFFFF", "#F5F6F8")
"""The grounds on paper that words in a council's colour stand on."""

_LONG = re.compile(r"#?([0-9A-Fa-f]{6})")
_SHORT = re.compile(r"#?([0-9A-Fa-f]{3})")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a colour is good for: `nearest` is itself when words can be read in it, else the nearest shade in which
    they can. `sentence` says it to a person."""

    colour: str
    contrast: float
    nearest: str
    sentence: str

    @property
    def is_readable(self) -> bool:
        """Whether the colour can be used as it is."""
        return self.colour == self.nearest


def read_colour(text: str) -> str:
    """A colour as people write it ("00573d", "#0a5") as #RRGGBB. Raises InputProblem for anything else."""
    written = text.strip()
    if found := _LONG.fullmatch(written):
        return f"#{found[1].upper()}"
    if found := _SHORT.fullmatch(written):
        return "#" + "".join(2 * digit for digit in found[1].upper())
    raise InputProblem(
        tr("“{written}” is not a colour code.", written=written),
        tr("The colour was not changed."),
        tr(
            "Enter 6 characters (0 to 9 and A to F), such as #00573D. Your council’s design "
            "team can tell you."
        ),
    )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def judge(colour: str) -> Verdict:
    """Whether words in `colour` on paper, and white words on it, can be read; black words are weighed beside them."""
    white = contrast(colour, WHITE)
    least = min(contrast(colour, ground) for ground in PAPER)
    if least >= LEAST:
        said = tr(
            "This colour can be read. Its contrast with white is {ratio} to 1.",
            ratio=_ratio(white),
        )
        return Verdict(colour, white, colour, said)
    nearest = _darker(colour)
    said = tr(
        "This colour is hard to read. Its contrast with white is {ratio} to 1 (with black, "
        "{black} to 1), and it needs at least 4.5 to 1. The nearest shade that works is "
        "{nearest}.",
        ratio=_ratio(white),
        black=_ratio(contrast(colour, BLACK)),
        nearest=nearest,
    )
    return Verdict(colour, white, nearest, said)


def _ratio(value: float) -> str:
    """One decimal, never rounded up over the bar."""
    return f"{int(value * 10) / 10:.1f}"


def _darker(colour: str) -> str:
    """The lightest shade of the same hue in which words can be read."""
    hue, light, strength = colorsys.rgb_to_hls(*_parts(colour))
    low, high = 0.0, light
    for _ in range(24):
        middle = (low + high) / 2
        if _reads(_written(hue, middle, strength)):
            low = middle
        else:
            high = middle
    return _written(hue, low, strength)


def _reads(colour: str) -> bool:
    return min(contrast(colour, ground) for ground in PAPER) >= LEAST


def _written(hue: float, light: float, strength: float) -> str:
    return "#" + "".join(f"{int(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, strength))


def _parts(colour: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
