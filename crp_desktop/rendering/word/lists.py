"""Real lists: bullets and numbers that Word keeps counting, each list with a count of its own."""

from crp_desktop.rendering.pdf.colour import Ink
from crp_desktop.rendering.word.look import step
from crp_desktop.rendering.word.xml import Xml, colour, el, twips

_LEVELS = 4
_NUMBER_STEP = 24.0


class Lists:
    """Collects the definitions of one file's lists; `write` puts them where Word looks for them."""

    def __init__(self, accent: Ink) -> None:
        self._accent = colour(accent)
        self._kinds: dict[str, int] = {}
        self._kind_definitions: list[Xml] = []
        self._lists: list[Xml] = []
        self._going_on: dict[str, int] = {}

    def bullets(self) -> int:
        """The list that all bullets are of."""
        if "•" not in self._going_on:
            self._going_on["•"] = self._new(self._kind("•", "bullet"))
        return self._going_on["•"]

    def numbers(self, first: int) -> int:
        """A new list counted from `first`: 1., 2., 3."""
        return self._new(self._kind("%1.", "decimal"), first)

    def paragraphs(self, section: str, first: int) -> int:
        """The numbered paragraphs of a section (1.1, 1.2): they go on counting after what stands between them."""
        if section not in self._going_on or first == 1:
            self._going_on[section] = self._new(self._kind(f"{section}.%1", "decimal", single=True), first)
        return self._going_on[section]

    def _kind(self, pattern: str, form: str, *, single: bool = False) -> int:
        """The definition that lists of one look share; gives its id."""
        if pattern not in self._kinds:
            number = len(self._kinds)
            self._kinds[pattern] = number
            levels = [
                self._level(at, pattern.replace("%1", f"%{at + 1}"), form)
                for at in range(1 if single else _LEVELS)
            ]
            kind = el(
                "w:abstractNum", el("w:multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=number
            )
            self._kind_definitions.append(kind)
        return self._kinds[pattern]

    def _level(self, at: int, pattern: str, form: str) -> Xml:
        wide = step(1) if form == "bullet" else _NUMBER_STEP
        left = twips(step(at) + wide)
        return el(
            "w:lvl",
            el("w:start", val=1),
            el("w:numFmt", val=form),
            el("w:lvlText", val=pattern),
            el("w:lvlJc", val="left"),
            el("w:pPr", el("w:ind", left=left, hanging=twips(wide))),
            el("w:rPr", el("w:b"), el("w:i", val=0), el("w:color", val=self._accent)),
            ilvl=at,
        )

    def _new(self, kind: int, first: int | None = None) -> int:
        number = len(self._lists) + 1
        starts = [el("w:lvlOverride", el("w:startOverride", val=first), ilvl=0)] if first is not None else []
        self._lists.append(el("w:num", el("w:abstractNumId", val=kind), *starts, numId=number))
        return number

    def write(self, numbering: Xml) -> None:
        """Put everything into the element of `numbering.xml`."""
        numbering.extend(self._kind_definitions)
        numbering.extend(self._lists)
