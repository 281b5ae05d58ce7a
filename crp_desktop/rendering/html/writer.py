"""A document as one accessible web page without scripts."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering import content
from crp_desktop.rendering.chart_images import Pictured, chart_pictures, logo_picture
from crp_desktop.rendering.content import Node
from crp_desktop.rendering.document import Document, Progress, illustrative_words
from crp_desktop.rendering.pdf.scripts import language_of
from crp_desktop.rendering.text import Role, Run, Text, plain, runs_of
from crp_desktop.rendering.tree import Writer, check_words, finding_parts, nodes_of, text_of, walk
from crp_desktop.rendering.views import FindingView, checked_words

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
    for at, node in enumerate(document.body):
        if progress is not None:
            progress(at, len(document.body))
        inside += page.write(node)
    mark = f'<p class="mark">{escape(illustrative_words())}</p>' if document.illustrative else ""
    foot = " · ".join(part for part in (document.council, document.footer) if part)
    accent = "".join(f"{round(part * 255):02X}" for part in document.theme.accent)
    style = _STYLE.replace("ACCENT", f"#{accent}")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.lang)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{mark}<main>\n"
        f"{inside}</main>\n<footer><p>{escape(foot)}</p></footer>\n</body>\n</html>\n"
    )


class _Page(Writer[str]):
    """Nodes to tags; "" for one that has nothing to say. A heading's address is its place among the headings."""

    def __init__(self, document: Document) -> None:
        self._theme = document.theme
        self._measure = document.paper.measure
        headings = [node for node in walk(document.body) if isinstance(node, content.Heading)]
        self._addresses = {node: f"section-{at}" for at, node in enumerate(headings, 1)}

    def all(self, nodes: Iterable[Node]) -> str:
        """Nodes one after the other."""
        return "".join(self.write(node) for node in nodes)

    # Text

    def title(self, node: content.Title) -> str:
        """The title with what stands around it and the council's logo."""
        logo = self._theme.brand.logo
        return "".join(
            (
                _tag("p", Run(node.above, strong=True)),
                _tag("h1", node.words),
                _figure(logo_picture(logo, self._measure), look="logo") if logo else "",
                *(_tag("p", words) for words in (node.subtitle, node.date, node.caution)),
            )
        )

    def heading(self, node: content.Heading) -> str:
        """With an address that a table of contents leads to."""
        return _tag(f"h{node.level}", node.text, lang=node.lang, id=self._addresses[node])

    def paragraph(self, node: content.Paragraph) -> str:
        """Strong where it is a label; what is spoken, as a page may be listened to."""
        text: Text = node.spoken or node.text
        if node.role is Role.LABEL:
            text = [Run(run.text, strong=True) for run in runs_of(text)]
        return _tag("p", text, lang=node.lang, look="quiet" if node.role in (Role.QUIET, Role.SMALL) else "")

    def quote(self, node: content.Quote) -> str:
        """As a quotation."""
        words = _tag("p", node.quote.quoted, lang=node.quote.lang) + _tag("p", node.quote.about)
        return f"<blockquote>{words}</blockquote>\n"

    # Groups

    def section(self, node: content.Section) -> str:
        """A section."""
        return f"<section>{self.all(node.children)}</section>\n"

    def together(self, node: content.Together) -> str:
        """What is in it."""
        return self.all(node.children)

    def beside(self, node: content.Beside) -> str:
        """One group below the other."""
        return "".join(self.all(group) for group in node.groups)

    def callout(self, node: content.Callout) -> str:
        """A card under its title."""
        title = _tag("p", [Run(run.text, strong=True) for run in runs_of(node.title)])
        return f'<div class="card">{title}{self.all(node.children)}</div>\n'

    def card(self, node: content.Card) -> str:
        """A card, its number first."""
        return f'<div class="card">{_tag("p", Run(node.label, strong=True))}{self.all(node.children)}</div>\n'

    # Lists

    def facts(self, node: content.Facts) -> str:
        """Terms and what they are."""
        rows = (f"<div><dt>{_words(name)}</dt>{_tag('dd', value)}</div>\n" for name, value in node.known)
        return _list("dl", rows)

    def bullets(self, node: content.Bullets) -> str:
        """The browser's bullets."""
        return _list("ul", map(self._item, node.items))

    def numbered(self, node: content.Numbered) -> str:
        """The browser's numbers."""
        return _list("ol" if node.first == 1 else f'ol start="{node.first}"', map(self._item, node.items))

    def checklist(self, node: content.Checklist) -> str:
        """The state in words."""
        return _list(
            'ul class="plain"',
            (_labelled(check_words(done), _tag("span", text)) for text, done in node.items),
        )

    def clause(self, node: content.Clause) -> str:
        """The number as it is on paper."""
        return _list(
            'ul class="plain"', [_labelled(f"{node.section}.{node.number}", _tag("span", node.text))]
        )

    def marked(self, node: content.Marked) -> str:
        """Without marks."""
        return _list('ul class="plain"', (self._item(text) for _, text in node.items))

    def _item(self, item: content.Item) -> str:
        nodes = nodes_of(item)
        return _tag("li", text_of(item)) if nodes is None else f"<li>{self.all(nodes)}</li>\n"

    def findings(self, node: content.Findings) -> str:
        """Each with its kind and number, articles and badges, quotes."""
        return _list('ul class="plain"', map(self._finding, node.findings))

    def _finding(self, one: FindingView) -> str:
        checked = _tag("p", checked_words(), look="quiet") if one.confirmed else ""
        return _labelled(one.name, f"<div>{self.all(finding_parts(one))}{checked}</div>")

    def chips(self, node: content.Chips) -> str:
        """In words."""
        return _list('ul class="chips"', (_tag("li", words) for words in node.spoken))

    def contents(self, node: content.Contents) -> str:
        """Links within the page."""
        rows = (
            f'<li><a href="#{self._addresses[one]}">{_words(plain(one.text))}</a></li>\n'
            for one in node.headings
        )
        return f'<nav aria-label="{escape(tr("Contents"))}">\n{_list("ul", rows)}</nav>\n'

    # Tables and forms

    def table(self, node: content.Table) -> str:
        """Caption, head and rows."""
        head = "".join(_tag("th", one.title, scope="col", look=_end(one)) for one in node.columns)
        body = "".join(f"<tr>{self._row(node.columns, row)}</tr>\n" for row in node.rows)
        return (
            f"<table>{_tag('caption', node.caption)}<thead>\n<tr>{head}</tr>\n</thead>\n"
            f"<tbody>\n{body}</tbody></table>\n"
        )

    def _row(self, columns: Sequence[content.Column], row: Sequence[content.CellLike]) -> str:
        found, at = "", 0
        for like in row:
            cell = like if isinstance(like, content.Cell) else content.Cell(like)
            column, at = columns[at], at + cell.columns
            name, scope = ("th", "row") if column.header else ("td", "")
            given = {
                "scope": scope,
                "look": _end(column),
                "colspan": str(cell.columns) if cell.columns > 1 else "",
            }
            if isinstance(cell.content, Node):
                found += f"<{name}{_given(given)}>{self.write(cell.content)}</{name}>\n"
            else:
                found += _tag(name, cell.content, empty=True, **given)
        return found

    def lines(self, node: content.Lines) -> str:
        """Paragraphs."""
        return self.all(node.paragraphs)

    def sign_lines(self, node: content.SignLines) -> str:
        """What goes there."""
        return "".join(_tag("p", words, look="quiet") for words in node.labels)

    # Charts

    def bar(self, node: content.Bar) -> str:
        """Its number."""
        return str(node.touched.total)

    def level_strip(self, node: content.LevelStrip) -> str:
        """In words, if they do not stand below."""
        if node.echoed:
            return ""
        return f"<figure><figcaption>{escape(node.alt)}</figcaption></figure>\n"

    def _chart(self, node: content.Chart) -> str:
        """Pictures."""
        return "".join(map(_figure, chart_pictures(node, self._theme, self._measure)))

    articles_chart = heat_map = trend_strip = _chart

    def _nothing(self, node: Node) -> str:
        """What only paper has: room to write in by hand, legends of what is drawn, ends of pages."""
        return ""

    blank = write_lines = dots = kind_legend = level_legend = page_break = _nothing

    def rights_cards(self, node: content.RightsCards) -> str:
        """What the cards say, one below the other."""
        return "".join(
            _tag("h2", f"{one.number}. {one.title}") + _tag("p", one.explanation) + _tag("p", one.question)
            for one in node.cards
        )


def _words(text: Text) -> str:
    """Text with every word of it escaped."""
    found = []
    for run in runs_of(text):
        words = escape(run.text).replace("\n", "<br>")
        if run.strong:
            words = f"<strong>{words}</strong>"
        found.append(f'<span class="quiet">{words}</span>' if run.quiet else words)
    return "".join(found)


def _tag(name: str, text: Text, *, lang: str = "", empty: bool = False, **given: str) -> str:
    """Text in a tag; "" where there is none, unless the tag may be `empty`. `look` is its class."""
    words = plain(text)
    if not words and not empty:
        return ""
    about = _given({"lang": lang or language_of(words), **given, "dir": "auto" if words else ""})
    return f"<{name}{about}>{_words(text)}</{name}>\n"


def _given(attributes: dict[str, str]) -> str:
    return "".join(
        f' {"class" if name == "look" else name}="{escape(value)}"'
        for name, value in attributes.items()
        if value
    )


def _list(name: str, rows: Iterable[str]) -> str:
    inside = "".join(rows)
    return f"<{name}>\n{inside}</{name.partition(' ')[0]}>\n" if inside else ""


def _labelled(label: str, inside: str) -> str:
    return f"<li><strong>{escape(label)}</strong> {inside}</li>\n"


def _end(column: content.Column) -> str:
    return "end" if column.align == "end" else ""


def _figure(picture: Pictured, look: str = "") -> str:
    return (
        f'<figure{_given({"look": look})}><img src="data:image/png;base64,{b64encode(picture.png).decode()}" '
        f'alt="{escape(picture.alt)}" width="{_pixels(picture.width)}" height="{_pixels(picture.height)}">'
        "</figure>\n"
    )


def _pixels(points: float) -> int:
    return round(points * 4 / 3)
