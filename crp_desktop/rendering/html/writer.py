"""A document as one accessible web page without scripts, from the structure that a screen reader gets in the PDF."""

import re
from base64 import b64encode
from collections.abc import Sequence
from html import escape

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.chart_images import pictures
from crp_desktop.rendering.chips import Chips
from crp_desktop.rendering.document import Document, Progress
from crp_desktop.rendering.pdf.boxes import Box
from crp_desktop.rendering.pdf.headings import Heading
from crp_desktop.rendering.pdf.lines import LABELS, runs_of
from crp_desktop.rendering.pdf.pictures import Picture
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
from crp_desktop.rendering.theme import ACCENT

_SIMPLE = {
    "P": "p",
    "Div": "div",
    "Sect": "section",
    "BlockQuote": "blockquote",
    "LBody": "div",
    "Caption": "caption",
}
_HEADING = re.compile("H[1-6]")
_STYLE = """
:root { color-scheme: light; --accent: ACCENT; }
body { font: 1.0625rem/1.55 "Atkinson Hyperlegible", "Noto Sans", Arial, sans-serif; color: #1B2430;
  background: #FFFFFF; max-width: 46rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 2rem; line-height: 1.2; margin: .3rem 0 .8rem; }
h2 { color: var(--accent); font-size: 1.4rem; line-height: 1.3; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1.1rem; margin: 1.6rem 0 .5rem; } p { margin: .5rem 0; }
a { color: var(--accent); } .quiet, footer, figcaption, caption { color: #4A5668; font-size: .9375rem; }
caption { text-align: start; padding: .4rem 0; } table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: start; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #D9DEE5; }
thead th { vertical-align: bottom; color: #4A5668; font-size: .9375rem; border-bottom: 2px solid var(--accent); }
.end { text-align: end; } th, td { overflow-wrap: break-word; }
ul.plain, ul.chips, nav ul { list-style: none; padding: 0; } ul.plain > li { margin: 1rem 0; }
ul.chips { margin: .4rem 0; } ul.chips li { display: inline-block; background: #F5F6F8; font-size: .9375rem;
  border-radius: .25rem; padding: .1rem .5rem; margin: .15rem .3rem .15rem 0; }
dl { background: #F5F6F8; border-inline-start: 4px solid var(--accent); border-radius: .25rem; padding: .8rem 1rem;
  display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .8rem 1.2rem; margin: 1rem 0; }
dt { color: #4A5668; font-size: .9375rem; } dd { margin: 0; font-weight: bold; }
.card { background: #F5F6F8; border-inline-start: 4px solid var(--accent); border-radius: .25rem;
  padding: .5rem 1rem; margin: 1rem 0; }
blockquote { border-inline-start: 3px solid #D9DEE5; margin: .6rem 0; padding-inline-start: 1rem; font-style: italic; }
blockquote p + p { font-style: normal; color: #4A5668; font-size: .9375rem; }
.mark { background: #FFE9A8; padding: .4rem .8rem; border-radius: .25rem; }
figure { margin: 1rem 0; } figure.logo { float: inline-end; max-width: 40%; margin: 0 0 1rem 1.5rem; }
img { max-width: 100%; height: auto; }
footer { border-top: 1px solid #D9DEE5; margin-top: 2.5rem; }
@media (max-width: 40rem) { body { padding: 1rem; } th, td { font-size: .875rem; padding-inline-end: .4rem;
  overflow-wrap: anywhere; hyphens: auto; } }
@media print { body { max-width: none; padding: 0; } tr, figure, .card { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; } }
"""


def as_page(document: Document, progress: Progress | None = None) -> str:
    """The document as HTML; every word of it is escaped. What a page number would say is left out.

    Whatever `progress` raises goes through.
    """
    page = _Page(document)
    inside = ""
    for at, block in enumerate(document.body):
        if progress is not None:
            progress(at, len(document.body))
        inside += page.all(block.elements())
    mark = (
        f'<p class="mark">{escape(tr("Illustrative: not a real programme"))}</p>'
        if document.illustrative
        else ""
    )
    foot = " · ".join(part for part in (document.council, document.footer) if part)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.lang)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>{page.style}</style>\n</head>\n<body>\n{mark}<main>\n"
        f"{inside}</main>\n<footer><p>{escape(foot)}</p></footer>\n</body>\n</html>\n"
    )


class _Page:
    """Elements to tags. A heading's address on the page is its place among the headings."""

    def __init__(self, document: Document) -> None:
        self._measure = document.paper.measure
        headings = [
            block
            for block in paragraphs(element for one in document.body for element in one.elements())
            if isinstance(block, Heading)
        ]
        self._addresses = {block.key: f"section-{at}" for at, block in enumerate(headings)}
        inks = [block.style.ink for block in headings if block.level == 2]
        accent = "".join(f"{round(part * 255):02X}" for part in (inks[0] if inks else ACCENT))
        self.style = _STYLE.replace("ACCENT", f"#{accent}")

    def all(self, elements: Sequence[Element]) -> str:
        """Elements one after the other."""
        return "".join(self._html(one) for one in without_echoes(elements))

    def _html(self, element: Element) -> str:
        """An element with everything in it; "" for one that has nothing to say."""
        tag = element.tag
        chart = chart_of(element)
        if chart is not None:
            look = ' class="logo"' if isinstance(chart, Picture) else ""
            return "".join(
                f'<figure{look}><img src="data:{one.media_type};base64,{b64encode(one.data).decode()}" '
                f'alt="{escape(one.alt)}" width="{_pixels(one.width)}" height="{_pixels(one.height)}"></figure>\n'
                for one in pictures(chart, self._measure)
            )
        if tag == "TOC":
            return self._contents(element)
        if tag == "L":
            return self._list(element)
        if tag == "Table":
            return self._table(element)
        if tag == "Figure":
            return f"<figure><figcaption>{escape(element.alt)}</figcaption></figure>\n" if element.alt else ""
        inside = self._words(element) + self.all(element.children)
        if not inside:
            return ""
        name = tag.lower() if _HEADING.fullmatch(tag) else _SIMPLE.get(tag, "span")
        return f"<{name}{self._attributes(element)}>{inside}</{name}>\n"

    def _words(self, element: Element) -> str:
        """What an element is read as; strong where it is a label or part of it is stressed."""
        block = element.block
        if not isinstance(block, Paragraph) or (element.actual and element.actual != element.text):
            return _lines(said(element))
        strong = block.style.role in LABELS and element.tag == "P"
        found = []
        for run in runs_of(block.text):
            bold = strong if run.bold is None else run.bold
            found.append(f"<strong>{_lines(run.text)}</strong>" if bold else _lines(run.text))
        return "".join(found)

    def _attributes(self, element: Element) -> str:
        given = f' lang="{escape(element.lang)}"' if element.lang else ""
        if isinstance(element.block, Heading):
            given += f' id="{self._addresses[element.block.key]}"'
        elif isinstance(element.block, Box):
            given += ' class="card"'
        return f'{given} dir="auto"' if element.text else given

    def _contents(self, element: Element) -> str:
        """A table of contents as links within the page."""
        entries = [block for block in paragraphs(element.children) if target(block)]
        rows = "".join(
            f'<li><a href="#{self._addresses[target(block)]}">{self._words(block.element)}</a></li>\n'
            for block in entries
            if block.element is not None
        )
        return f'<nav aria-label="{escape(tr("Contents"))}">\n<ul>\n{rows}</ul>\n</nav>\n'

    def _list(self, element: Element) -> str:
        """A list. Bullets and plain numbers are the browser's; any other label is part of its item."""
        found = items(element)
        if found and all(is_fact(label, one) for label, one in found):
            return self._facts(found)
        labels = ["" if label is None else label.text or label.alt for label, _ in found]
        first = first_number(labels)
        quiet = first is not None or all(label == "•" for label in labels)
        rows = []
        for label, (_, one) in zip(labels, found, strict=True):
            head = "" if quiet or not label else f"<strong>{escape(label)}</strong> "
            body = self.all([child for child in one.children if child.tag != "Lbl"])
            rows.append(f"<li>{head}{body}</li>\n")
        name = "ul" if first is None else "ol"
        look = "" if quiet else ' class="chips"' if isinstance(element.block, Chips) else ' class="plain"'
        start = f' start="{first}"' if first not in (None, 1) else ""
        return f"<{name}{look}{start}>\n{''.join(rows)}</{name}>\n" if rows else ""

    def _facts(self, found: list[tuple[Element | None, Element]]) -> str:
        rows = []
        for label, one in found:
            values = "".join(self._words(child) for child in one.children if child.tag == "LBody")
            name = self._words(label) if label is not None else ""
            rows.append(f'<div><dt>{name}</dt><dd dir="auto">{values}</dd></div>\n')
        return f"<dl>\n{''.join(rows)}</dl>\n"

    def _table(self, element: Element) -> str:
        """Caption, a head where the first row is one, and the rows."""
        caption = "".join(self._html(child) for child in element.children if child.tag == "Caption")
        rows = [child for child in element.children if child.tag == "TR"]
        head = rows[:1] if rows and all(cell.scope == "Column" for cell in rows[0].children) else []
        top = f"<thead>\n{''.join(self._row(row) for row in head)}</thead>\n" if head else ""
        body = "".join(self._row(row) for row in rows[len(head) :])
        return f"<table>{caption}{top}<tbody>\n{body}</tbody></table>\n"

    def _row(self, row: Element) -> str:
        return f"<tr>{''.join(self._cell(cell) for cell in row.children)}</tr>\n"

    def _cell(self, cell: Element) -> str:
        name = cell.tag.lower()
        given = f' lang="{escape(cell.lang)}"' if cell.lang else ""
        if cell.tag == "TH":
            given += f' scope="{"row" if cell.scope == "Row" else "col"}"'
        first = next(paragraphs([cell]), None)
        if first is not None and first.style.align == "end":
            given += ' class="end"'
        if cell.columns > 1:
            given += f' colspan="{cell.columns}"'
        if cell.text:
            given += ' dir="auto"'
        return f"<{name}{given}>{self._words(cell)}{self.all(cell.children)}</{name}>\n"


def _pixels(points: float) -> int:
    return round(points * 4 / 3)


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")
