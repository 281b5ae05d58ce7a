"""A document as one accessible web page without scripts, from the structure that a screen reader gets in the PDF."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from crp_desktop.domain.words import tr
from crp_desktop.reports.document import Document
from crp_desktop.reports.press.tagging import Element

_SIMPLE = {
    "P": "p",
    "Div": "div",
    "Sect": "section",
    "BlockQuote": "blockquote",
    "LBody": "div",
    "Caption": "caption",
}
_LEFT_OUT = frozenset({"TOC", "Reference"})
_COUNTED = re.compile(r"\d+\.")
_STYLE = """
:root { color-scheme: light; }
body { font: 1.0625rem/1.55 "Atkinson Hyperlegible", "Noto Sans", Arial, sans-serif; color: #1B2430;
  background: #FFFFFF; max-width: 46rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 2rem; line-height: 1.2; } h2 { color: #2F55A4; margin-top: 2.2rem; } h3 { margin-top: 1.6rem; }
a { color: #2F55A4; } .quiet, footer, figcaption, caption { color: #4A5668; font-size: .9375rem; }
caption { text-align: start; padding: .4rem 0; } table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: start; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #D9DEE5; }
ul.plain, ul.chips { list-style: none; padding: 0; } ul.chips li { display: inline-block; background: #F5F6F8;
  border-radius: .25rem; padding: .1rem .5rem; margin: .15rem .3rem .15rem 0; }
blockquote { border-inline-start: 3px solid #D9DEE5; margin: .6rem 0; padding-inline-start: 1rem; font-style: italic; }
.mark { background: #FFE9A8; padding: .4rem .8rem; border-radius: .25rem; } figure { margin: 1rem 0; }
"""


def as_page(document: Document) -> str:
    """The document as HTML; every word of it is escaped. Tables of contents and page numbers are left out."""
    inside = "".join(_html(one) for block in document.body for one in block.elements())
    mark = (
        f'<p class="mark">{escape(tr("Illustrative: not a real programme"))}</p>'
        if document.illustrative
        else ""
    )
    foot = " · ".join(part for part in (document.council, document.footer) if part)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.lang)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{mark}<main>\n{inside}"
        f"</main>\n<footer><p>{escape(foot)}</p></footer>\n</body>\n</html>\n"
    )


def _html(element: Element) -> str:
    """An element with everything in it; "" for one that has nothing to say."""
    tag = element.tag
    if tag in _LEFT_OUT:
        return ""
    if tag == "L":
        return _list(element)
    if tag in ("TH", "TD", "TR", "Table"):
        return _table(element)
    if tag == "Figure":
        return f"<figure><figcaption>{escape(element.alt)}</figcaption></figure>\n" if element.alt else ""
    inside = _words(element) + _all(element.children)
    if not inside:
        return ""
    name = tag.lower() if re.fullmatch("H[1-6]", tag) else _SIMPLE.get(tag, "span")
    return f"<{name}{_attributes(element)}>{inside}</{name}>\n"


def _all(elements: Iterable[Element]) -> str:
    return "".join(_html(one) for one in elements)


def _words(element: Element) -> str:
    return escape(element.text or element.actual or element.alt).replace("\n", "<br>")


def _attributes(element: Element) -> str:
    lang = f' lang="{escape(element.lang)}"' if element.lang else ""
    return f'{lang} dir="auto"' if element.text else lang


def _parts(element: Element, tag: str) -> Iterator[Element]:
    """Elements of a kind below this one, as far as no list begins in between."""
    for child in element.children:
        if child.tag == tag:
            yield child
        elif child.tag != "L":
            yield from _parts(child, tag)


def _list(element: Element) -> str:
    """A list. Bullets and plain numbers are the browser's; any other label is part of its item."""
    items = [(next(_parts(one, "Lbl"), None), one) for one in element.children if one.tag == "LI"]
    labels = ["" if label is None else label.text or label.alt for label, _ in items]
    counted = bool(labels) and all(_COUNTED.fullmatch(label) for label in labels)
    bulleted = bool(labels) and all(label == "•" for label in labels)
    chips = not any(labels) and all(not list(_parts(one, "L")) for _, one in items)
    rows = []
    for label, (_, one) in zip(labels, items, strict=True):
        head = "" if counted or bulleted or not label else f"<strong>{escape(label)}</strong> "
        rows.append(f"<li>{head}{_all(_without_label(one))}</li>\n")
    name, extra = (
        ("ol", "") if counted else ("ul", "" if bulleted else ' class="chips"' if chips else ' class="plain"')
    )
    start = f' start="{labels[0].rstrip(".")}"' if counted and labels[0] != "1." else ""
    return f"<{name}{extra}{start}>\n{''.join(rows)}</{name}>\n" if rows else ""


def _without_label(item: Element) -> list[Element]:
    return [one for one in item.children if one.tag != "Lbl"]


def _table(element: Element) -> str:
    name = element.tag.lower()
    given = ""
    if element.tag == "TH":
        given += f' scope="{"row" if element.scope == "Row" else "col"}"'
    if element.columns > 1:
        given += f' colspan="{element.columns}"'
    if element.rows > 1:
        given += f' rowspan="{element.rows}"'
    return f"<{name}{given}>{_words(element)}{_all(element.children)}</{name}>\n"
