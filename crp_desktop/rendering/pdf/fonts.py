"""Which shipped font draws which letters."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import uharfbuzz as hb

from crp_desktop import paths

READING = "AtkinsonHyperlegible"
"""The face of all reading text; everything else is asked only for letters that it lacks."""

_FALLBACKS = (
    "NotoSans",
    "NotoNaskhArabic",
    "NotoSansHebrew",
    "NotoSansBengali",
    "NotoSansGujarati",
    "NotoSansGurmukhi",
    "NotoSansDevanagari",
    "NotoSansTamil",
    "NotoSansTelugu",
    "NotoSansMalayalam",
    "NotoSansKannada",
    "NotoSansSinhala",
    "NotoSansEthiopic",
    "NotoSansGeorgian",
    "NotoSansArmenian",
    "NotoSansThai",
    "NotoSansKhmer",
    "NotoSansMyanmar",
    "NotoSansLao",
    "NotoSansSymbols",
    "NotoSansSymbols2",
    "NotoEmoji",
)
_EXTRAS = {"NotoSansSC": "pylopdf_fonts_zh_cn"}
"""Families that do not ship, and the package of the optional extra “scripts” that each comes with."""

_ZOOM = {"NotoNaskhArabic": 1.18}
"""Faces whose letters look small beside the reading face at the same size."""

_BOX = "\u25a1"
_JOINERS = "\u200c\u200d"
_ARABIC_SHAPES = (range(0xFB50, 0xFE00), range(0xFE70, 0xFEFD))
_SKIN_TONES = range(0x1F3FB, 0x1F400)


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file; ascent and descent (positive, downwards) are in thousandths of the text's size.

    `zoom` is how much larger than the text around it the face is set, `scale` turns font units into thousandths.
    `cff` says that its outlines are PostScript's.
    """

    name: str
    raw: hb.Face
    font: hb.Font
    coverage: frozenset[int]
    scale: float
    zoom: float
    ascent: float
    descent: float
    cff: bool = False

    def covers(self, text: str) -> bool:
        """Whether every letter of `text` has a glyph here; joiners need none."""
        return all(ord(char) in self.coverage or char in _JOINERS for char in text)


@dataclass(frozen=True, slots=True)
class FaceRun:
    """Letters for one face; `missing` says that no shipped font has them and a box stands for them."""

    face: Face
    text: str
    missing: bool = False


@lru_cache(maxsize=64)
def load(file: str) -> Face:
    """The face in `resources/fonts/FILE.ttf` or of an extra; raises FileNotFoundError when it is not there."""
    path = _path(file)
    if path is None:
        raise FileNotFoundError(file)
    raw = hb.Face(hb.Blob.from_file_path(str(path)))
    font = hb.Font(raw)
    extents = font.get_font_extents("ltr")
    scale = 1000 / raw.upem
    zoom = _ZOOM.get(file.split("-")[0], 1)
    return Face(
        name=raw.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME),
        raw=raw,
        font=font,
        coverage=frozenset(raw.unicodes),
        scale=scale,
        zoom=zoom,
        ascent=extents.ascender * scale * zoom,
        descent=-extents.descender * scale * zoom,
        cff="CFF " in raw.table_tags,
    )


def _path(file: str) -> Path | None:
    """Where a font file is; None when it is not installed."""
    package = _EXTRAS.get(file.split("-")[0])
    if package is None:
        shipped = paths.resource("fonts", f"{file}.ttf")
        return shipped if shipped.is_file() else None
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    found = [Path(folder, f"{file}.otf") for folder in folders or ()]
    return next((path for path in found if path.is_file()), None)


def extras_missing() -> bool:
    """Whether a family of the extra “scripts” is not installed."""
    return any(_path(f"{family}-Regular") is None for family in _EXTRAS)


@lru_cache(maxsize=8)
def chain(bold: bool, italic: bool) -> tuple[str, ...]:
    """Font files in the order they are asked, for one weight and slant; a script without a bold uses its regular."""
    slant = {
        (False, False): "Regular",
        (True, False): "Bold",
        (False, True): "Italic",
        (True, True): "BoldItalic",
    }
    names = [f"{READING}-{slant[bold, italic]}"]
    for family in _FALLBACKS:
        has_bold = bold and _path(f"{family}-Bold") is not None
        names.append(f"{family}-{'Bold' if has_bold else 'Regular'}")
    names += [f"{family}-Regular" for family in _EXTRAS if _path(f"{family}-Regular")]
    return tuple(names)


@lru_cache(maxsize=64)
def letters(face: Face) -> dict[int, str]:
    """What each glyph of the face stands for, the lowest letter where there are several.

    The joined shapes of Arabic letters stand for the letters themselves.
    """
    found: dict[int, str] = {}
    for code in sorted(face.coverage, reverse=True):
        glyph = face.font.get_nominal_glyph(code)
        if glyph:
            joined = any(code in shapes for shapes in _ARABIC_SHAPES)
            found[glyph] = unicodedata.normalize("NFKC", chr(code)) if joined else chr(code)
    return found


def reading_face(bold: bool = False, italic: bool = False) -> Face:
    """Atkinson Hyperlegible in one weight and slant."""
    return load(chain(bold, italic)[0])


def clusters(text: str) -> list[str]:
    """Letters with the marks, joiners and skin tones that belong to them."""
    found: list[str] = []
    for char in text:
        joins = found and (
            unicodedata.category(char).startswith("M")
            or char in _JOINERS
            or ord(char) in _SKIN_TONES
            or found[-1].endswith("\u200d")
        )
        if joins:
            found[-1] += char
        else:
            found.append(char)
    return found


@lru_cache(maxsize=1 << 14)
def faces_for(word: str, bold: bool, italic: bool) -> tuple[FaceRun, ...]:
    """Which face draws which part of `word`: one face for all of it where there is one, else by letter."""
    names = chain(bold, italic)
    for name in names:
        if load(name).covers(word):
            return (FaceRun(load(name), word),)
    runs: list[FaceRun] = []
    for cluster in clusters(word):
        run = _cluster_run(cluster, names)
        if runs and not run.missing and runs[-1].face is run.face and not runs[-1].missing:
            run = FaceRun(run.face, runs.pop().text + run.text)
        runs.append(run)
    return tuple(runs)


def _cluster_run(cluster: str, names: tuple[str, ...]) -> FaceRun:
    for name in names:
        if load(name).covers(cluster):
            return FaceRun(load(name), cluster)
    return FaceRun(_box_face(), cluster, missing=True)


@lru_cache(maxsize=1)
def _box_face() -> Face:
    for name in chain(False, False):
        if load(name).covers(_BOX):
            return load(name)
    raise FileNotFoundError("no shipped font has the box that stands for a missing letter")


def box_text() -> str:
    """What is drawn in place of a letter that no font has."""
    return _BOX
