"""From the elements of a document to the paragraphs, lists and tables of a Word file."""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from docx.document import Document as WordFile
from docx.shared import Pt

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.chart_images import pictures
from crp_desktop.rendering.chips import Chips
from crp_desktop.rendering.document import Document, Progress
from crp_desktop.rendering.pdf.boxes import Box
from crp_desktop.rendering.pdf.flow import Block
from crp_desktop.rendering.pdf.headings import Heading
from crp_desktop.rendering.pdf.lines import Role, Run, Text, TextStyle, plain, runs_of
from crp_desktop.rendering.pdf.pictures import Picture
from crp_desktop.rendering.pdf.tables import Table
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.structure import (
    chart_of,
    first_number,
    is_fact,
    items,
    paragraphs,
    said,
    target,
    without_echoes,
)
from crp_desktop.rendering.word.base import empty_file, illustrative_words, packed
from crp_desktop.rendering.word.cards import Card, Mark, Place, box_to_tick, ground, indent
from crp_desktop.rendering.word.lists import Lists
from crp_desktop.rendering.word.look import CELL_SHARE, Look, look_of, style_of
from crp_desktop.rendering.word.tables import table
from crp_desktop.rendering.word.words import Differs, differing, field, words
from crp_desktop.rendering.word.xml import Xml, el, twips

_SECTIONED = re.compile(r"(\d+)\.(\d+)")
_SPACED = frozenset({"Title", "Heading1", "Heading2", "Heading3", "Caption"})
"""Styles with room of their own above."""
_STYLES = {
    Role.BODY: "Normal",
    Role.LABEL: "Normal",
    Role.LEAD: "Lead",
    Role.QUIET: "Quiet",
    Role.SMALL: "SmallPrint",
    Role.SMALL_LABEL: "SmallPrint",
    Role.QUOTE: "Normal",
    Role.SUBTITLE: "Subtitle",
    Role.KICKER: "Kicker",
}
_COLOURED = frozenset({"Subtitle", "Quiet", "SmallPrint", "Caption", "Kicker", "TableHead"})
"""Styles whose colour is their own."""

_HALF_A_PAGE = 1500
"""Letters of reading text."""
_SMALLER = 0.97
"""A table whose words would not fit is set smaller on paper, and so it is here."""


def as_docx(document: Document, progress: Progress | None = None) -> bytes:
    """The document as a Word file: real headings, lists and tables, charts with words, nothing fetched or counted.

    What a person typed is only ever text. The same document gives the same bytes. Whatever `progress` raises goes
    through.
    """
    look = look_of(document)
    made = empty_file(document, look)
    writer = Writer(document, made, look)
    for at, block in enumerate(document.body):
        if progress is not None:
            progress(at, len(document.body))
        for element in block.elements():
            writer.write(element, Place())
    writer.end()
    return packed(made)


class Writer:
    """Puts one element after the other at the end of what has been written."""

    def __init__(self, document: Document, made: WordFile, look: Look) -> None:
        self.document = document
        self.look = look
        self._file = made
        self._lists = Lists(look.headings[2].ink)
        self._body: Xml = made.element.body
        self._into = self._body
        self._end: Xml = made.element.body.sectPr
        self._mark: Mark | None = None
        self._after_table = False
        self._card_begins = False
        self._kept = 0
        self._cards = 0
        self._bookmarks: dict[str, int] = {}

    def write(self, element: Element, place: Place) -> None:
        """An element with everything in it."""
        tag, block = element.tag, element.block
        if isinstance(block, Heading):
            self._heading(element, block)
        elif isinstance(block, Chips):
            self._chips(element, place)
        elif isinstance(block, Table):
            self._table(element, block, place)
        elif isinstance(block, Paragraph):
            self._text(element, block, place)
        elif (chart := chart_of(element)) is not None:
            self._chart(chart)
        elif tag == "Figure":
            self.paragraph(element.alt, place, style="Normal")
        elif tag == "L":
            self._list(element, place)
        elif tag == "TOC":
            self._contents(element)
        else:
            self._all(element, place)

    def _all(self, element: Element, place: Place) -> None:
        if isinstance(element.block, Box):
            self._cards += 1
            self._card_begins = True
            place = replace(place, card=Card(element.block.style, bool(self._cards % 2)))
        elif element.tag == "BlockQuote":
            place = replace(place, quote=True)
        with self._together(place.card is not None and _is_short(element)):
            for child in without_echoes(element.children):
                self.write(child, place)

    @contextmanager
    def _together(self, wanted: bool = True) -> Iterator[None]:
        """What is written meanwhile stays on one page, if a page can hold it."""
        self._kept += wanted
        yield
        self._kept -= wanted
        if wanted and not self._kept:
            last = self._end.getprevious()
            for mark in last.findall(f".//{{{last.nsmap['w']}}}keepNext") if last is not None else []:
                mark.getparent().remove(mark)

    def end(self) -> None:
        """The closing words, and the definitions that everything above refers to."""
        closing = [self.document.council, self.document.footer]
        if self.document.illustrative:
            closing.append(illustrative_words())
        self._after_table = True
        self.paragraph(" · ".join(part for part in closing if part), Place(), style="SmallPrint")
        self._lists.write(self._file.part.numbering_part.element)

    # Paragraphs

    def _heading(self, element: Element, heading: Heading) -> None:
        number = self._bookmark(heading.key)
        base = self.look.headings[min(heading.level, 4)]
        smaller = heading.style.size if abs(heading.style.size - base.size) > 0.1 else None
        title = words(heading.text, Differs(size=smaller), lang=element.lang, default=self.lang)
        begin = el("w:bookmarkStart", id=number, name=_bookmark_name(number))
        runs = [begin, *title.runs, el("w:bookmarkEnd", id=number)]
        self._put_paragraph(runs, Place(), style_of(heading.level), rtl=title.rtl)

    def _text(self, element: Element, block: Paragraph, place: Place) -> None:
        style = self._style(element, block.style, place)
        differs = differing(block.style, self.look.body)
        if style in _COLOURED:
            differs = replace(
                differs, ink=None, bold=None if style in ("Kicker", "TableHead") else differs.bold
            )
        if style == "Quote":
            differs = replace(differs, italic=None)
        if place.cell and block.style.size < _cell_size(self.look, place.cell) * _SMALLER:
            differs = replace(differs, size=block.style.size)
        spoken = element.actual and element.actual != element.text
        self.paragraph(
            element.actual if spoken else block.text,
            place,
            style=style,
            differs=differs,
            lang=element.lang,
            align={"centre": "center", "end": "right"}.get(block.style.align, ""),
            keep=block.keep_with_next,
        )

    def _style(self, element: Element, style: TextStyle, place: Place) -> str:
        """The name of the style for text of this role."""
        if place.cell:
            return place.cell
        if place.quote:
            return "Quote" if style.role is Role.QUOTE else "SmallPrint"
        return "Caption" if element.tag == "Caption" else _STYLES[style.role]

    def paragraph(
        self,
        text: Text,
        place: Place,
        *,
        style: str,
        differs: Differs | None = None,
        lang: str = "",
        align: str = "",
        keep: bool = False,
    ) -> None:
        """Text as one paragraph, with the mark that is waiting for it; nothing when there is neither."""
        made = words(text, differs or Differs(), lang=lang, default=self.lang)
        if made.runs or self._mark:
            self._put_paragraph(made.runs, place, style, rtl=made.rtl, align=align, keep=keep)

    @property
    def lang(self) -> str:
        """The document's language."""
        return self.document.lang

    def _put_paragraph(
        self,
        runs: Sequence[Xml],
        place: Place,
        style: str,
        *,
        rtl: bool = False,
        align: str = "",
        keep: bool = False,
    ) -> None:
        mark, self._mark = self._mark, None
        if mark:
            runs = [*self._marked(mark), *runs]
            style = _list_style(mark) if style == "Normal" else style
        elif place.depth and style == "Normal":
            style = "ListContinue"
        looks = el("w:pPr", el("w:pStyle", val=style))
        if keep or (self._kept and not place.cell):
            looks.append(el("w:keepNext"))
        if mark and mark.number is not None:
            looks.append(el("w:numPr", el("w:ilvl", val=mark.level), el("w:numId", val=mark.number)))
        if place.card is not None:
            looks.extend(ground(place.card))
        if rtl:
            looks.append(el("w:bidi"))
        if (self._card_begins or self._after_table) and not place.cell and style not in _SPACED:
            looks.append(el("w:spacing", before=twips(self.look.body.size)))
        looks.extend(
            one for one in (indent(mark, place), el("w:jc", val=align) if align else None) if one is not None
        )
        if not place.cell:
            self._after_table = self._card_begins = False
        self._put(el("w:p", looks, *runs))

    def _marked(self, mark: Mark) -> list[Xml]:
        before: list[Xml] = [box_to_tick(mark.tick)] if mark.tick is not None else []
        return before + words(list(mark.label), Differs(), lang="", default=self.lang).runs

    def _put(self, thing: Xml) -> None:
        if self._into is self._body:
            self._end.addprevious(thing)
        else:
            self._into.append(thing)

    # Tables

    def _table(self, element: Element, block: Table, place: Place) -> None:
        made = table(self, element, block, place)
        if self._after_table:
            self._put(el("w:p", el("w:pPr", el("w:pStyle", val="TableText"))))
        self._put(made)
        self._after_table = True

    def into_cell(self, cell: Xml, element: Element, place: Place) -> None:
        """Everything of an element into a table's cell, which always ends with a paragraph."""
        outer, self._into = self._into, cell
        if isinstance(element.block, Paragraph):
            self._text(element, element.block, place)
        else:
            self._all(element, place)
        if cell[-1].tag != el("w:p").tag:
            self._put(el("w:p", el("w:pPr", el("w:pStyle", val=place.cell))))
        self._into = outer

    # Lists

    def _list(self, element: Element, place: Place) -> None:
        found = items(element)
        labels = ["" if label is None else label.text or label.alt for label, _ in found]
        first = first_number(labels)
        number = None if first is None else self._lists.numbers(first)
        for (label, one), name in zip(found, labels, strict=True):
            if is_fact(label, one):
                self._fact(one, name, place)
                continue
            self._mark = self._mark_of(label, name, number, place)
            with self._together(len(list(paragraphs(one.children))) > 1 and _is_short(one)):
                self._item(one, replace(place, depth=place.depth + 1))

    def _item(self, item: Element, place: Place) -> None:
        for child in item.children:
            if child.tag == "LBody" and not isinstance(child.block, Paragraph):
                self._all(child, place)
            elif child.tag != "Lbl":
                self.write(child, place)
        if self._mark:
            self.paragraph("", place, style="Normal")

    def _mark_of(self, label: Element | None, name: str, number: int | None, place: Place) -> Mark:
        level = min(place.depth, 3)
        if number is not None:
            return Mark(number, level)
        sectioned = _SECTIONED.fullmatch(name)
        if sectioned:
            return Mark(self._lists.paragraphs(sectioned[1], int(sectioned[2])))
        if label is not None and label.alt:
            return Mark(tick=label.alt == tr("Done:"))
        if name in ("", "•"):
            return Mark(self._lists.bullets(), level)
        ink = label.block.style.ink if label is not None and isinstance(label.block, Paragraph) else None
        return Mark(self._lists.bullets(), level, [Run(f"{name}: ", bold=True, ink=ink)])

    def _fact(self, item: Element, name: str, place: Place) -> None:
        """A name and its value on one line."""
        value = next(child for child in item.children if child.tag == "LBody")
        assert isinstance(value.block, Paragraph)
        line: list[Run] = [Run(f"{name}: ", bold=True), *runs_of(value.block.text)]
        self.paragraph(line, replace(place, card=None), style="Fact", lang=value.lang)

    def _chips(self, element: Element, place: Place) -> None:
        """Articles and badges: on one line under what they belong to, as a list where they stand alone."""
        names = [said(body) for item in element.children for body in item.children]
        if place.depth or place.card or place.cell:
            self.paragraph(" · ".join(names), place, style=place.cell or "SmallPrint")
            return
        for name in names:
            self._mark = Mark(self._lists.bullets())
            self.paragraph(name, Place(depth=1), style="Normal")

    # Charts and contents

    def _chart(self, chart: Block) -> None:
        """Its parts one below the other; a logo goes to the top of the first page."""
        for one in pictures(chart, self.document.paper.measure):
            inline = self._file.part.new_pic_inline(io.BytesIO(one.data), Pt(one.width), Pt(one.height))
            inline.docPr.set("descr", plain(one.alt))
            inline.docPr.set("name", tr("Picture"))
            drawn = el("w:r", el("w:drawing", inline))
            if isinstance(chart, Picture):
                looks = el("w:pPr", el("w:pStyle", val="Normal"), el("w:jc", val="right"))
                self._body.insert(0, el("w:p", looks, drawn))
            else:
                self._put_paragraph([drawn], Place(), "Normal")

    def _contents(self, element: Element) -> None:
        """A table of contents that Word can renew; its entries are links, and no page number can be wrong."""
        entries = [block for block in paragraphs(element.children) if target(block)]
        begin, code, parted, _, end = field('TOC \\o "1-1" \\n \\h', "")
        for at, block in enumerate(entries):
            line = words(
                [replace(one, link="") for one in runs_of(block.text)], Differs(), lang="", default=self.lang
            )
            link = el(
                "w:hyperlink", *line.runs, anchor=_bookmark_name(self._bookmark(target(block))), history=1
            )
            before = [begin, code, parted] if at == 0 else []
            after = [end] if at == len(entries) - 1 else []
            self._put_paragraph([*before, link, *after], Place(), "TOC1")

    def _bookmark(self, key: str) -> int:
        return self._bookmarks.setdefault(key, len(self._bookmarks) + 1)


def _is_short(element: Element) -> bool:
    """Whether what stands in an element takes about half a page at most."""
    return sum(len(plain(block.text)) for block in paragraphs([element])) <= _HALF_A_PAGE


def _cell_size(look: Look, style: str) -> float:
    return look.small if style == "TableHead" else look.body.size * CELL_SHARE


def _bookmark_name(number: int) -> str:
    return f"_Toc{number:09}"


def _list_style(mark: Mark) -> str:
    return "ListBullet" if mark.number is None or mark.label else "ListNumber"
