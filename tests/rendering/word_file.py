"""What a Word file holds, read back as another program would."""

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

LEVELS = {"Title": 1, "Heading 1": 2, "Heading 2": 3, "Heading 3": 4}


def opened(content: bytes) -> WordFile:
    """The file as python-docx reads it."""
    return docx.Document(io.BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    """Every part by its name; fails when one that should be XML is not well-formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found = {name: package.read(name) for name in package.namelist()}
    for name, part in found.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    return found


def headings(file: WordFile) -> list[tuple[int, str]]:
    """(level, words) of the title and every heading, in order."""
    return [
        (LEVELS[one.style.name], one.text)
        for one in file.paragraphs
        if one.style and one.style.name in LEVELS
    ]


def words(content: bytes) -> str:
    """Every word of the text, cells among it, without head and foot; line ends as they were typed."""
    return "\n".join("".join(_letters(one)) for one in opened(content).element.body.iter(qn("w:p")))


def _letters(paragraph: object) -> Iterator[str]:
    for part in paragraph.iter(qn("w:t"), qn("w:br")):  # type: ignore[attr-defined]
        yield "\n" if part.tag == qn("w:br") else part.text or ""


def squeezed(text: str) -> str:
    """Without spaces and what has no shape."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def repeats_head(table: Table) -> bool:
    """Whether the first row, and only that, stands on every page the table goes over."""
    marked = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    return marked[0] and not any(marked[1:])


def never_parts_rows(table: Table) -> bool:
    """Whether no row goes over a page's end."""
    return all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)


def listed(file: WordFile) -> list[tuple[int, int, Paragraph]]:
    """(list, level, paragraph) of every item of a real list."""
    found = []
    for one in file.paragraphs:
        numbering = one._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbering is not None:
            number, level = (
                int(numbering.find(qn(f"w:{tag}")).get(qn("w:val"))) for tag in ("numId", "ilvl")
            )
            found.append((number, level, one))
    return found


def fields(content: bytes) -> list[str]:
    """The instructions of every field in every part."""
    return [
        (code.text or "").strip()
        for name, part in parts(content).items()
        if name.endswith(".xml")
        for code in etree.fromstring(part).iter(qn("w:instrText"), qn("w:fldSimple"))
    ]
