"""A reportlab canvas that writes tagged PDF (PDF/UA-1) with glyphs of our own shaping."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from crp_desktop.rendering.pdf.colour import Ink
from crp_desktop.rendering.pdf.embed import EmbeddedFont
from crp_desktop.rendering.pdf.fonts import Face
from crp_desktop.rendering.pdf.objects import RawObject, RawStream, TaggedPage, refer, text_string
from crp_desktop.rendering.pdf.shaping import Segment, Shaped, natural_width, number
from crp_desktop.rendering.pdf.tagging import Element, StructureTree

_FIRST_ANNOTATION_KEY = 1_000_000
_PRODUCER = "CRP Desktop"
_URL_SAFE = "%/:?#[]@!$&'*+,;=~"


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Everything drawn on it is either part of an element of the structure tree or an artifact.

    `root` is the Document element with its children already adopted. Sizes and places are in points from the lower
    left corner of the page. `page_numbers` is the page of each heading by its key. After `save`, `missing` holds the
    letters for which no shipped font has a glyph.
    """

    def __init__(
        self,
        target: Any,
        root: Element,
        *,
        title: str,
        author: str = "",
        subject: str = "",
        lang: str = "en-GB",
        page_size: tuple[float, float],
        invariant: bool = False,
    ) -> None:
        super().__init__(
            target, pagesize=page_size, invariant=1 if invariant else 0, pageCompression=1, lang=lang
        )
        self.tree = StructureTree(root)
        self.missing: set[str] = set()
        self.page_numbers: dict[str, int] = {}
        self._title = title
        self._author_name = author
        self._lang = lang
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._links: list[tuple[RawObject, str]] = []
        self._places: dict[str, tuple[int, float]] = {}
        self._pages_drawn: list[TaggedPage] = []
        self._open: list[Element] = []
        self._sealed = False
        self._doc.addPage = self._keep_page
        self.setTitle(title)
        self.setAuthor(author)
        self.setSubject(subject or title)
        self.setCreator(_PRODUCER)

    def _make_preamble(self) -> None:
        """Start pages without reportlab's Helvetica, which could not be embedded."""
        self._preamble = "1 0 0 1 0 0 cm"

    def _keep_page(self, page: Any) -> None:
        page.__class__ = TaggedPage
        page.StructParents = len(self._pages_drawn)
        page.Tabs = "/S"
        page.Contents = RawStream(page.stream.encode("latin-1"))
        page.stream = ""
        self._pages_drawn.append(page)
        pdfdoc.PDFDocument.addPage(self._doc, page)
        self.tree.end_page()

    @contextmanager
    def tagged(self, element: Element | None, *, inside: Element | None = None) -> Iterator[None]:
        """What is drawn belongs to `element` (a child of `inside`, when met while drawing it); None is an artifact.

        Inside an artifact or a picture nothing is marked by itself. Marked content does not nest: a child closes
        its parent's and opens it again.
        """
        if element is None:
            with self.artifact():
                yield
            return
        if self._sealed:
            yield
            return
        if self._open:
            self._code.append("EMC")
        if inside is not None:
            self.tree.inline(inside, element)
        self._begin(element)
        self._open.append(element)
        yield
        self._open.pop()
        self._code.append("EMC")
        if self._open:
            self._begin(self._open[-1])

    def _begin(self, element: Element) -> None:
        self._code.append(f"/{element.tag} <</MCID {self.tree.mark(element)}>> BDC")

    @contextmanager
    def picture(self, element: Element, box: tuple[float, float, float, float]) -> Iterator[None]:
        """Everything drawn is one picture in `box` (left, bottom, right, top); what is in it is not read by itself."""
        with self.tagged(element):
            sealed, self._sealed = self._sealed, True
            self.tree.box(element, box)
            yield
            self._sealed = sealed

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn is decoration; `kind` is Layout, Page, Pagination or Background."""
        if self._sealed:
            yield
            return
        if self._open:
            self._code.append("EMC")
        self._sealed = True
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._code.append("EMC")
        self._sealed = False
        if self._open:
            self._begin(self._open[-1])

    def show(self, pieces: list[Shaped], x: float, y: float, size: float, ink: Ink) -> float:
        """Draw pieces one after the other with their baseline from (x, y); gives the width in points."""
        code = [f"BT {ink.operands} rg 1 0 0 1 {number(x)} {number(y)} Tm"]
        face: Face | None = None
        for piece in pieces:
            if piece.face is not face:
                face = piece.face
                code.append(f"/{self._font(face).key} {number(size * face.zoom)} Tf")
            self._fonts[piece.face].use(piece)
            for segment in piece.segments:
                if segment.actual:
                    code.append(f"/Span <</ActualText {text_string(segment.actual)}>> BDC")
                code.append(_glyphs(piece.face, segment, size * piece.face.zoom))
                if segment.actual:
                    code.append("EMC")
            if piece.missing:
                self.missing.add(piece.text)
        code.append("ET")
        self._code.append(" ".join(code))
        return sum(piece.width for piece in pieces) * size / 1000

    def paint(self, code: str) -> None:
        """Add drawing operators as they are."""
        self._code.append(code)

    def _font(self, face: Face) -> EmbeddedFont:
        if face not in self._fonts:
            self._fonts[face] = EmbeddedFont(face, f"T{len(self._fonts) + 1}")
        return self._fonts[face]

    def link(self, element: Element, target: str, says: str, box: tuple[float, float, float, float]) -> None:
        """Make `box` (left, bottom, right, top) a link: to a web address, or to a bookmark when it starts with #.

        `element` is the Link element whose words are drawn there; `says` is read aloud for it.
        """
        if self._sealed:
            return
        annotation = RawObject()
        reference = refer(self._doc, annotation, f"link{len(self._links)}")
        key = _FIRST_ANNOTATION_KEY + self.tree.annotation(element, reference)
        edges = " ".join(number(edge) for edge in box)
        annotation.body = (
            f"<< /Type /Annot /Subtype /Link /Rect [{edges}] /Border [0 0 0] /F 4 /StructParent {key}"
            f" /Contents {text_string(says)} "
        )
        self._links.append((annotation, target))
        self._annotationrefs.append(reference)

    def bookmark(self, key: str, title: str, level: int, top: float) -> None:
        """An entry of the document's outline that leads to `top` of this page; levels count from 0."""
        if key in self._places:
            return
        self._places[key] = (self.tree.page, top)
        self.bookmarkPage(key, fit="XYZ", top=top, left=0)
        self.addOutlineEntry(title, key, level)

    def save(self) -> None:
        """Write the structure, the fonts and the file."""
        if self._code:
            self.showPage()
        document = self._doc
        catalog = document.Catalog
        page_refs = [refer(document, page) for page in self._pages_drawn]
        for annotation, goal in self._links:
            annotation.body += f"{self._goal(goal, page_refs)} >>"
        fonts = document.idToObject["BasicFonts"].dict
        for font in self._fonts.values():
            fonts[font.key] = font.write(document)
        catalog.StructTreeRoot = self.tree.write(document, page_refs, _FIRST_ANNOTATION_KEY)
        catalog.MarkInfo = "<< /Marked true >>"
        catalog.ViewerPreferences = "<< /DisplayDocTitle true >>"
        catalog.Metadata = refer(
            document, RawStream(self._xmp(), "/Type /Metadata /Subtype /XML", compress=False)
        )
        document.SaveToFile(self._filename, self)

    def _goal(self, target: str, page_refs: list[str]) -> str:
        if not target.startswith("#"):
            return f"/A << /S /URI /URI ({quote(target, safe=_URL_SAFE)}) >>"
        page, top = self._places[target[1:]]
        return f"/Dest [{page_refs[page]} /XYZ 0 {number(top)} null]"

    def _xmp(self) -> bytes:
        author = f"<dc:creator><rdf:Seq><rdf:li>{escape(self._author_name)}</rdf:li></rdf:Seq></dc:creator>"
        return (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
            f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(self._title)}</rdf:li></rdf:Alt></dc:title>'
            f"{author if self._author_name else ''}"
            f"<dc:language><rdf:Bag><rdf:li>{escape(self._lang)}</rdf:li></rdf:Bag></dc:language>"
            "<pdfuaid:part>1</pdfuaid:part>"
            "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
            '<?xpacket end="w"?>'
        ).encode()


def _glyphs(face: Face, segment: Segment, size: float) -> str:
    """The show operators of a segment; marks above and below the line are raised one by one."""
    if segment.show is not None:
        return f"[{segment.show}] TJ"
    parts: list[str] = []
    for glyph in segment.glyphs:
        before = f"{number(-glyph.dx)} " if glyph.dx else ""
        after = natural_width(face, glyph.id) - glyph.advance + glyph.dx
        shown = f"[{before}<{glyph.id:04X}>{number(after) if abs(after) > 0.01 else ''}] TJ"
        parts.append(f"{number(glyph.dy * size / 1000)} Ts {shown} 0 Ts" if glyph.dy else shown)
    return " ".join(parts)
