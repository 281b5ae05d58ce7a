"""Text to runs: looks, languages and directions, with every word as data and none as a field."""

from dataclasses import dataclass, replace
from itertools import groupby

from crp_desktop.rendering.pdf import bidi
from crp_desktop.rendering.pdf.scripts import language_of
from crp_desktop.rendering.text import Run, Text, runs_of
from crp_desktop.rendering.theme import QUIET
from crp_desktop.rendering.word.xml import Xml, colour, el, half_points, safe


@dataclass(frozen=True, slots=True)
class Differs:
    """How text differs from its paragraph's style; None is as the style has it."""

    bold: bool = False
    ink: str | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Runs ready for a paragraph, and whether it reads from right to left."""

    runs: list[Xml]
    rtl: bool


def words(text: Text, differs: Differs, *, lang: str, default: str) -> Words:
    """`lang` is what is known of the text's language, `default` the document's."""
    found: list[Xml] = []
    rtl = False
    for at, line in enumerate(_lines(runs_of(text))):
        whole = "".join(run.text for run in line)
        base, levels = bidi.levels(whole) if bidi.has_right_to_left(whole) else (0, [0] * len(whole))
        rtl = rtl or (at == 0 and base == 1)
        if at:
            found.append(el("w:r", el("w:br")))
        start = 0
        for part in line:
            own = levels[start : start + len(part.text)]
            start += len(part.text)
            found += [
                _looked(letters, backwards, part, differs, lang, default)
                for letters, backwards in _by_direction(part.text, own)
            ]
    return Words(found, rtl)


def _lines(runs: list[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        for at, text in enumerate(run.text.split("\n")):
            if at:
                lines.append([])
            if text:
                lines[-1].append(replace(run, text=text))
    return lines


def _by_direction(text: str, levels: list[int]) -> list[tuple[str, bool]]:
    """Parts of one direction; digits within right-to-left words belong to them."""
    parts: list[tuple[str, bool]] = []
    for level, group in groupby(zip(levels, text, strict=True), key=lambda pair: pair[0]):
        letters = "".join(char for _, char in group)
        backwards = level % 2 == 1 or (level > 1 and not any(char.isalpha() for char in letters))
        if parts and parts[-1][1] == backwards:
            letters = parts.pop()[0] + letters
        parts.append((letters, backwards))
    return parts


def _looked(text: str, backwards: bool, part: Run, differs: Differs, lang: str, default: str) -> Xml:
    own = language_of(text) or (lang if lang != default else "")
    looks = el("w:rPr")
    if differs.bold or part.strong:
        looks.extend((el("w:b", val=1), el("w:bCs", val=1)))
    ink = colour(QUIET) if part.quiet else differs.ink
    if ink:
        looks.append(el("w:color", val=ink))
    if differs.size:
        looks.append(el("w:sz", val=half_points(differs.size)))
        looks.append(el("w:szCs", val=half_points(differs.size)))
    if backwards:
        looks.append(el("w:rtl"))
    if backwards or own:
        tongue = own or (default if not backwards else "ar")
        looks.append(el("w:lang", val=default if backwards else tongue, eastAsia=tongue, bidi=tongue))
    return run(text, looks if len(looks) else None)


def run(text: str, looks: Xml = None) -> Xml:
    """Words of one look, as they are."""
    letters = el("w:t", xml__space="preserve")
    letters.text = safe(text)
    return el("w:r", looks, letters)


def field(code: str, shown: str) -> list[Xml]:
    """A field of ours, such as PAGE, with what stands there until Word counts; never made of a person's words."""
    instruction = el("w:instrText", xml__space="preserve")
    instruction.text = f" {code} "
    return [
        el("w:r", el("w:fldChar", fldCharType="begin")),
        el("w:r", instruction),
        el("w:r", el("w:fldChar", fldCharType="separate")),
        run(shown),
        el("w:r", el("w:fldChar", fldCharType="end")),
    ]
