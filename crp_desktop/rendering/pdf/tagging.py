"""The structure tree: what a screen reader reads, in the order it should be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from crp_desktop.rendering.pdf.objects import RawObject, name, refer, text_string
from crp_desktop.rendering.pdf.shaping import number

_EMPTY_IS_FINE = frozenset({"TD", "TH"})


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure tree, such as P, H2, Table, TD, Figure.

    `children` are put there when blocks are put together; what is drawn is looked up at the end. `alt` describes a
    picture, `actual` replaces what is drawn when read aloud, `lang` is a BCP 47 tag, `scope` is Column, Row or Both,
    `columns` and `rows` are a cell's spans, `numbering` is a list's (Decimal, Disc, None).
    """

    tag: str
    children: list["Element"] = field(default_factory=list)
    alt: str = ""
    actual: str = ""
    lang: str = ""
    scope: str = ""
    columns: int = 1
    rows: int = 1
    numbering: str = ""

    def adopt(self, children: Iterable["Element"]) -> "Element":
        """Put `children` at the end of this element; gives the element."""
        self.children.extend(children)
        return self


Kid = tuple[int, int | str] | Element
"""(page, marked content id), (page, reference of an annotation), or an element below."""


class StructureTree:
    """Collects what is drawn for which element and writes StructTreeRoot and ParentTree at the end."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._content: dict[Element, list[Kid]] = {}
        self._wanted: set[Element] = set()
        self._boxes: dict[Element, tuple[float, float, float, float]] = {}
        self._pages: list[list[Element]] = [[]]
        self._annotations: list[Element] = []

    @property
    def page(self) -> int:
        """Which page is being drawn, from 0."""
        return len(self._pages) - 1

    def mark(self, element: Element) -> int:
        """A new piece of marked content of `element` on this page; gives its id."""
        page = self._pages[-1]
        page.append(element)
        self._content.setdefault(element, []).append((self.page, len(page) - 1))
        return len(page) - 1

    def inline(self, parent: Element, child: Element) -> None:
        """A child that is met while `parent` is being drawn, such as a link in a paragraph."""
        content = self._content.setdefault(parent, [])
        if child not in content:
            content.append(child)

    def annotation(self, element: Element, reference: str) -> int:
        """An annotation of `element` on this page; gives its key, counted from 0 over the document."""
        self._content.setdefault(element, []).append((self.page, reference))
        self._annotations.append(element)
        return len(self._annotations) - 1

    def box(self, element: Element, box: tuple[float, float, float, float]) -> None:
        """Where a figure stands: left, bottom, right, top in points from the page's lower left corner."""
        self._boxes.setdefault(element, box)

    def end_page(self) -> None:
        """The page is drawn; what comes next is on the next one."""
        self._pages.append([])

    def write(self, document: Any, page_refs: list[str], first_annotation_key: int) -> str:
        """Write the tree into reportlab's document; gives the reference of its root."""
        everyone = list(self._family(self.root, None))
        family = [(element, parent) for element, parent in everyone if element in self._wanted]
        objects = {element: RawObject() for element, _ in family}
        refs = {
            element: refer(document, thing, f"se{at}") for at, (element, thing) in enumerate(objects.items())
        }
        root = RawObject()
        root_ref = refer(document, root, "StructTreeRoot")
        for element, parent in family:
            objects[element].body = self._body(element, refs[parent] if parent else root_ref, refs, page_refs)
        numbers = [f"{at} [{' '.join(refs[e] for e in page)}]" for at, page in enumerate(self._pages) if page]
        numbers += [f"{first_annotation_key + at} {refs[e]}" for at, e in enumerate(self._annotations)]
        parents = refer(document, RawObject(f"<< /Nums [{' '.join(numbers)}] >>"), "ParentTree")
        next_key = first_annotation_key + len(self._annotations)
        root.body = (
            f"<< /Type /StructTreeRoot /K [{refs[self.root]}]"
            f" /ParentTree {parents} /ParentTreeNextKey {next_key} >>"
        )
        return root_ref

    def _kids(self, element: Element) -> Iterator[Kid]:
        yield from self._content.get(element, ())
        yield from element.children

    def _family(self, element: Element, parent: Element | None) -> Iterator[tuple[Element, Element | None]]:
        """(element, its parent), parents ahead of their children; notes which ones have anything drawn below them.

        An empty cell counts as drawn, an empty paragraph does not.
        """
        yield element, parent
        wanted = element in self._content or element.tag in _EMPTY_IS_FINE or parent is None
        for kid in self._kids(element):
            if isinstance(kid, Element):
                yield from self._family(kid, element)
                wanted = wanted or kid in self._wanted
        if wanted:
            self._wanted.add(element)

    def _body(self, element: Element, parent_ref: str, refs: dict[Element, str], page_refs: list[str]) -> str:
        parts = [f"<< /Type /StructElem /S {name(element.tag)} /P {parent_ref}"]
        if element.alt:
            parts.append(f"/Alt {text_string(element.alt)}")
        if element.actual:
            parts.append(f"/ActualText {text_string(element.actual)}")
        if element.lang:
            parts.append(f"/Lang ({element.lang})")
        attributes = self._attributes(element)
        if attributes:
            parts.append(f"/A {attributes}")
        kids: list[str] = []
        home = next((kid[0] for kid in self._kids(element) if not isinstance(kid, Element)), None)
        if home is not None:
            parts.append(f"/Pg {page_refs[home]}")
        for kid in self._kids(element):
            if isinstance(kid, Element):
                if kid in refs:
                    kids.append(refs[kid])
            elif isinstance(kid[1], str):
                kids.append(f"<< /Type /OBJR /Pg {page_refs[kid[0]]} /Obj {kid[1]} >>")
            elif kid[0] == home:
                kids.append(str(kid[1]))
            else:
                kids.append(f"<< /Type /MCR /Pg {page_refs[kid[0]]} /MCID {kid[1]} >>")
        parts.append(f"/K [{' '.join(kids)}] >>")
        return " ".join(parts)

    def _attributes(self, element: Element) -> str:
        if element.tag in ("TH", "TD"):
            scope = f" /Scope /{element.scope}" if element.scope else ""
            columns = f" /ColSpan {element.columns}" if element.columns > 1 else ""
            rows = f" /RowSpan {element.rows}" if element.rows > 1 else ""
            return f"<< /O /Table{scope}{columns}{rows} >>" if scope or columns or rows else ""
        if element.tag == "L" and element.numbering:
            return f"<< /O /List /ListNumbering /{element.numbering} >>"
        if element in self._boxes:
            box = " ".join(number(edge) for edge in self._boxes[element])
            return f"<< /O /Layout /Placement /Block /BBox [{box}] >>"
        return ""
