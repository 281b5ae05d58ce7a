"""Fonts inside the PDF: one subset of each face that was used, addressed by glyph, every glyph with its letters."""

import hashlib
from typing import Any

import uharfbuzz as hb

from crp_desktop.rendering.pdf import cff
from crp_desktop.rendering.pdf.fonts import Face
from crp_desktop.rendering.pdf.objects import RawObject, RawStream, refer
from crp_desktop.rendering.pdf.shaping import Shaped, natural_width, number

_NOT_NEEDED = ("GSUB", "GPOS", "GDEF", "cmap", "post", "name", "OS/2", "gasp", "DSIG", "MATH", "BASE", "STAT")
_FLAGS_SYMBOLIC = 4
_FLAG_ITALIC = 64


class EmbeddedFont:
    """One face of one document: remembers what was drawn with it and writes the subset at the end."""

    def __init__(self, face: Face, key: str) -> None:
        self.face = face
        self.key = key
        self._reads: dict[int, str] = {}
        self._seen: set[Shaped] = set()

    def use(self, shaped: Shaped) -> None:
        """Note that these glyphs are on a page."""
        if shaped not in self._seen:
            self._seen.add(shaped)
            for glyph, text in shaped.reads.items():
                self._reads.setdefault(glyph, text)

    def write(self, document: Any) -> str:
        """Put the font's objects into reportlab's document; gives the reference of the font."""
        face, glyphs = self.face, sorted(self._reads)
        program = _subset(face, glyphs)
        label = f"{_tag(program)}+{face.name}"
        if face.cff:
            stream, kind = RawStream(cff.program(program), "/Subtype /CIDFontType0C"), "/CIDFontType0"
        else:
            stream = RawStream(program, f"/Length1 {len(program)}")
            kind = "/CIDFontType2 /CIDToGIDMap /Identity"
        file_ref = refer(document, stream, f"{self.key}.file")
        descriptor = RawObject(_descriptor(face, label, file_ref))
        widths = " ".join(f"{glyph} [{number(natural_width(face, glyph))}]" for glyph in glyphs)
        cid = RawObject(
            f"<< /Type /Font /Subtype {kind} /BaseFont /{label}"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /FontDescriptor {refer(document, descriptor, f'{self.key}.descriptor')} /DW 0 /W [{widths}] >>"
        )
        unicode_map = RawStream(_to_unicode(self._reads))
        font = RawObject(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{label} /Encoding /Identity-H"
            f" /DescendantFonts [{refer(document, cid, f'{self.key}.cid')}]"
            f" /ToUnicode {refer(document, unicode_map, f'{self.key}.unicode')} >>"
        )
        return refer(document, font, self.key)


def _subset(face: Face, glyphs: list[int]) -> bytes:
    """The font file with only these glyphs, under their old numbers."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _NOT_NEEDED)
    return bytes(hb.subset(face.raw, wanted).blob.data)


def _tag(program: bytes) -> str:
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _descriptor(face: Face, label: str, file_ref: str) -> str:
    italic = bool(face.font.get_style_value(hb.StyleTag.ITALIC))
    flags = _FLAGS_SYMBOLIC | (_FLAG_ITALIC if italic else 0)
    height = face.font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT) * face.scale
    ascent, descent = number(face.ascent / face.zoom), number(-face.descent / face.zoom)
    return (
        f"<< /Type /FontDescriptor /FontName /{label} /Flags {flags} /ItalicAngle {-12 if italic else 0}"
        f" /Ascent {ascent} /Descent {descent} /CapHeight {number(height)} /StemV 80"
        f" /FontBBox [-500 {descent} 1500 {ascent}] /FontFile{3 if face.cff else 2} {file_ref} >>"
    )


def _to_unicode(reads: dict[int, str]) -> bytes:
    lines = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(reads.items())
    ]
    blocks = []
    for start in range(0, len(lines), 100):
        part = lines[start : start + 100]
        blocks.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + "".join(blocks)
        + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
