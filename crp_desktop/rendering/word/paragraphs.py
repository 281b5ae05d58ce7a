"""Putting paragraphs at the end of a Word file: in cards, quotes, lists and cells, and together on a page."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from docx.document import Document as WordFile

from crp_desktop.rendering.document import Document
from crp_desktop.rendering.text import Align, Text
from crp_desktop.rendering.theme import BoxStyle
from crp_desktop.rendering.word.cards import Card, Mark, Place, box_to_tick, ground, indent
from crp_desktop.rendering.word.words import Differs, words
from crp_desktop.rendering.word.xml import Xml, el, twips

_SPACED = frozenset({"Title", "Heading1", "Heading2", "Heading3", "Caption"})
"""Styles with room of their own above."""
_ALIGNED: dict[Align, str] = {"start": "", "centre": "center", "end": "right"}


class Paragraphs:
    """Puts one paragraph after the other; `place` is where the next one stands."""

    def __init__(self, document: Document, file: WordFile) -> None:
        self.document = document
        self.place = Place()
        self.body: Xml = file.element.body
        self._end: Xml = self.body.sectPr
        self._into = self.body
        self._mark: Mark | None = None
        self._after_table = False
        self._card_begins = False
        self._kept = 0
        self._cards = 0

    def put(
        self, text: Text, style: str, differs: Differs | None = None, *, lang: str = "", keep: bool = False
    ) -> None:
        """Text as one paragraph, with the mark that is waiting for it; nothing when there is neither."""
        made = words(text, differs or Differs(), lang=lang, default=self.document.lang)
        if made.runs or self._mark:
            self.put_runs(made.runs, style, rtl=made.rtl, keep=keep)

    def put_runs(self, runs: Sequence[Xml], style: str, *, rtl: bool = False, keep: bool = False) -> None:
        """Runs as one paragraph, with the mark that is waiting for it."""
        place, mark, self._mark = self.place, self._mark, None
        if mark:
            ticked: list[Xml] = [box_to_tick(mark.tick)] if mark.tick is not None else []
            runs = [*ticked, *mark.label, *runs]
            listed = "ListNumber" if mark.counted else "ListBullet"
            style = listed if style == "Normal" else style
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
            looks.append(el("w:spacing", before=twips(self.document.theme.body.size)))
        align = _ALIGNED[place.align]
        looks.extend(
            one for one in (indent(mark, place), el("w:jc", val=align) if align else None) if one is not None
        )
        if not place.cell:
            self._after_table = self._card_begins = False
        self._put(el("w:p", looks, *runs))

    def put_table(self, table: Xml) -> None:
        """A table, told apart from one just before it."""
        if self._after_table:
            self._put(el("w:p", el("w:pPr", el("w:pStyle", val="TableText"))))
        self._put(table)
        self._after_table = True

    def close(self) -> None:
        """What comes next is the last thing of the file."""
        self._after_table = True

    def _put(self, thing: Xml) -> None:
        if self._into is self.body:
            self._end.addprevious(thing)
        else:
            self._into.append(thing)

    @contextmanager
    def at(self, **changes: Any) -> Iterator[None]:
        """What is written meanwhile stands elsewhere: `changes` are those of the place."""
        before, self.place = self.place, replace(self.place, **changes)
        yield
        self.place = before

    @contextmanager
    def kept_together(self, wanted: bool = True) -> Iterator[None]:
        """What is written meanwhile stays on one page, if a page can hold it."""
        self._kept += wanted
        yield
        self._kept -= wanted
        if wanted and not self._kept:
            last = self._end.getprevious()
            for mark in last.findall(f".//{{{last.nsmap['w']}}}keepNext") if last is not None else []:
                mark.getparent().remove(mark)

    @contextmanager
    def in_card(self, style: BoxStyle) -> Iterator[None]:
        """What is written meanwhile stands in a card."""
        self._cards += 1
        self._card_begins = True
        with self.at(card=Card(style, bool(self._cards % 2))):
            yield

    @contextmanager
    def item(self, mark: Mark) -> Iterator[None]:
        """What is written meanwhile is an item of a list, `mark` before its first paragraph."""
        self._mark = mark
        with self.at(depth=self.place.depth + 1):
            yield
        if self._mark:
            self.put("", "Normal")

    @contextmanager
    def in_cell(self, cell: Xml, place: Place) -> Iterator[None]:
        """What is written meanwhile stands in a table's cell, which always ends with a paragraph."""
        outer, self._into = self._into, cell
        before, self.place = self.place, place
        yield
        if cell[-1].tag != el("w:p").tag:
            self._put(el("w:p", el("w:pPr", el("w:pStyle", val=place.cell))))
        self._into, self.place = outer, before
