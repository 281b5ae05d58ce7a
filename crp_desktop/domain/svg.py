"""Whether an SVG that somebody chose is a plain drawing: nothing in it runs, refers outside of it or swells."""

from xml.parsers import expat

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr

_PLAIN = frozenset(
    {
        "svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "path", "rect", "circle", "ellipse",
        "line", "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "mask",
        "switch",
    }
)  # fmt: skip
_SVG = "http://www.w3.org/2000/svg"
_MOST_ELEMENTS = 20_000
_DEEPEST = 60


class _Reader:
    """Counts elements as they will be drawn: a `use` weighs what it repeats."""

    def __init__(self) -> None:
        self.is_svg = False
        self._weights: dict[str, int] = {}
        self._open: list[tuple[str, str, int]] = []
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if not self._open:
            self.is_svg = tag == "svg" and space in ("", _SVG)
        if space in ("", _SVG) and tag not in _PLAIN:
            raise _unsafe(tr("a part called “{tag}”", tag=tag))
        if len(self._open) >= _DEEPEST:
            raise _unsafe(tr("too many parts inside other parts"))
        weight = 1
        for key, value in attributes.items():
            plain = key.rpartition(" ")[2]
            _check_attribute(plain, value)
            if plain == "href" and tag == "use":
                weight += self._repeated(value.strip()[1:])
        self._open.append((tag, attributes.get("id", ""), weight))

    def end(self, name: str) -> None:
        tag, key, weight = self._open.pop()
        if tag == "style":
            _check_style(self._style)
        if weight > _MOST_ELEMENTS:
            raise _unsafe(tr("more parts than a logo has"))
        if key:
            self._weights[key] = max(weight, self._weights.get(key, 0))
        if self._open:
            above, its_key, so_far = self._open[-1]
            self._open[-1] = (above, its_key, so_far + weight)

    def text(self, words: str) -> None:
        if any(tag == "style" for tag, _, _ in self._open):
            self._style += words

    def _repeated(self, key: str) -> int:
        """What a `use` of `key` draws; one that is not there yet could be itself, or grow later."""
        if key not in self._weights:
            raise _unsafe(tr("a part that repeats what comes after it"))
        return self._weights[key]


def check_svg(content: bytes) -> None:
    """Raises InputProblem, in words for a person, unless `content` is a plain drawing that is safe to render."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse_entity
    parser.ExternalEntityRefHandler = _refuse_entity
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise InputProblem(
            tr("The drawing cannot be read: line {line} is not what an SVG has there.", line=error.lineno),
            tr("The logo was not changed."),
            tr("Open it in a drawing app and save it again, or choose a PNG."),
        ) from error
    if not reader.is_svg:
        raise InputProblem(
            tr("This is not an SVG drawing."), tr("The logo was not changed."), tr("Choose an SVG or a PNG.")
        )


def _refuse_entity(*about: object) -> int:
    raise _unsafe(tr("abbreviations (entities) that can grow without limit"))


def _check_attribute(name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise _unsafe(tr("a part that runs (“{name}”)", name=name))
    if name == "href" and not value.strip().startswith("#"):
        raise _unsafe(tr("a link to something outside the drawing"))
    _check_style(value)


def _check_style(value: str) -> None:
    """Nothing may be fetched: no import, no address but of a part of the same drawing."""
    words = "".join(value.lower().split()).replace("'", "").replace('"', "")
    if "@import" in words or "javascript:" in words or "\\" in words:
        raise _unsafe(tr("something that is fetched or run"))
    for piece in words.split("url(")[1:]:
        if not piece.startswith("#"):
            raise _unsafe(tr("a link to something outside the drawing"))


def _unsafe(what: str) -> InputProblem:
    return InputProblem(
        tr("The drawing has {what}, which a logo does not need.", what=what),
        tr("The logo was not changed."),
        tr("Save it as a plain SVG or as a PNG and choose that."),
    )
