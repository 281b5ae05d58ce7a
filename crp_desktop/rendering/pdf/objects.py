"""Small PDF objects that reportlab does not have, written as bytes."""

from typing import Any

from reportlab.pdfbase import pdfdoc


class RawObject(pdfdoc.PDFObject):  # type: ignore[misc]
    """An indirect object whose body is put together by us."""

    __RefOnly__ = 1

    def __init__(self, body: str = "") -> None:
        self.body = body

    def format(self, document: Any) -> bytes:
        """The bytes between `obj` and `endobj`."""
        return self.body.encode("latin-1")


class RawStream(RawObject):
    """A stream; compressed unless told otherwise (metadata must stay readable)."""

    def __init__(self, content: bytes, entries: str = "", *, compress: bool = True) -> None:
        super().__init__(entries)
        self.content = pdfdoc.PDFZCompress.encode(content) if compress else content
        self.compress = compress

    def format(self, document: Any) -> bytes:
        """Dictionary and stream."""
        packed = "/Filter /FlateDecode " if self.compress else ""
        head = f"<< {self.body} {packed}/Length {len(self.content)} >>\nstream\n"
        return head.encode("latin-1") + self.content + b"\nendstream\n"


class TaggedPage(pdfdoc.PDFPage):  # type: ignore[misc]
    """A page that says where its marked content is looked up and that Tab follows the structure."""

    __NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
    StructParents: int | None = None
    Tabs: str | None = None


def refer(document: Any, thing: Any, name: str | None = None) -> str:
    """Register `thing` in reportlab's document and give its reference, such as `12 0 R`."""
    return str(document.Reference(thing, name).format(document).decode("latin-1"))


def text_string(text: str) -> str:
    """`text` as a PDF hex string in UTF-16."""
    return f"<{(chr(0xFEFF) + text).encode('utf-16-be').hex().upper()}>"


def name(text: str) -> str:
    """`text` as a PDF name."""
    return str(pdfdoc.PDFName(text))
