"""Colours and sizes: the only module that knows any. Everything else asks by name.

Nothing is kept here at run time: the tokens in use are read back from the application's palette and the scale from
its font, so a widget may ask at any moment and the two can never disagree with what Qt itself paints.

Units: every length is given in pixels as they are at 100% text size and returned in device-independent pixels at
the person's text size (`px`). Font sizes are points.
"""

import re
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from crp_desktop import paths

TEXT_SIZES = (100, 110, 125, 150, 175, 200)
FAMILY = "Atkinson Hyperlegible"
RADIUS = 6
RING = 2
TARGET = 32
BIG_TARGET = 44
LARGE = 1.5
"""The text size, as a share of 100%, from which a page on a small screen has no line to spare."""


@dataclass(frozen=True, slots=True)
class Type:
    """One kind of text: pixels at 100%, weight, and how much of the person's enlargement it takes (0 to 1)."""

    px: int
    bold: bool = False
    growth: float = 1.0


TYPES = {
    "body": Type(15),
    "strong": Type(15, bold=True),
    "quiet": Type(13),
    "small": Type(13, bold=True),
    "rail": Type(15, growth=0.25),
    "lead": Type(17),
    "section": Type(20, bold=True, growth=0.8),
    "title": Type(28, bold=True, growth=0.5),
    "display": Type(40, bold=True, growth=0.5),
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour, as #RRGGBB. Grounds first, then what is drawn on them."""

    canvas: str
    surface: str
    hover: str
    pressed: str
    chip: str
    selected: str
    strength_soft: str
    concern_soft: str
    idea_soft: str
    unsaid_soft: str
    disabled_ground: str
    line: str
    outline: str
    text: str
    quiet: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    danger: str
    danger_hover: str
    on_danger: str
    strength: str
    concern: str
    idea: str
    unsaid: str
    badge: str
    cluster_1: str
    cluster_2: str
    cluster_3: str
    cluster_4: str
    cluster_5: str
    cluster_6: str
    cluster_7: str
    cluster_8: str
    cluster_9: str
    level_0: str
    level_1: str
    level_2: str
    level_3: str
    level_4: str


LIGHT = Tokens(
    canvas="#F5F6F8", surface="#FFFFFF", hover="#ECEFF4", pressed="#E1E6ED", chip="#EEF1F5", selected="#E3EAF7",
    strength_soft="#E4F2EA", concern_soft="#FBEBE4", idea_soft="#EFEBF9",
    unsaid_soft="#EEF1F5", disabled_ground="#EFF1F4",
    line="#D9DEE5", outline="#78849A", text="#1B2430", quiet="#4A5668", disabled="#646E7D",
    accent="#2F55A4", accent_hover="#274890", accent_pressed="#1F3B79", on_accent="#FFFFFF",
    danger="#A8401A", danger_hover="#8C3413", on_danger="#FFFFFF",
    strength="#1B7048", concern="#A8401A", idea="#5F47A8", unsaid="#4A5668", badge="#3A4657",
    cluster_1="#5B6472", cluster_2="#7A5C3E", cluster_3="#2F55A4", cluster_4="#0F6E84", cluster_5="#A3324B",
    cluster_6="#9A4F00", cluster_7="#1B7048", cluster_8="#6B6A00", cluster_9="#5F47A8",
    level_0="#E1E6ED", level_1="#D3DEF3", level_2="#AFC3E8", level_3="#4A6DB5", level_4="#24438A",
)  # fmt: skip

DARK = Tokens(
    canvas="#12161D", surface="#1B212B", hover="#252D39", pressed="#2E3846", chip="#28303D", selected="#26344F",
    strength_soft="#1B3329", concern_soft="#3A261F", idea_soft="#2B2743",
    unsaid_soft="#28303D", disabled_ground="#232A35",
    line="#323B48", outline="#718096", text="#E8ECF2", quiet="#A9B4C3", disabled="#8D99AA",
    accent="#9DB8F5", accent_hover="#B3C8F8", accent_pressed="#C7D6FA", on_accent="#12161D",
    danger="#F0A184", danger_hover="#F5B8A2", on_danger="#12161D",
    strength="#7FCFA5", concern="#F0A184", idea="#C3B1F5", unsaid="#A9B4C3", badge="#C3CCD8",
    cluster_1="#B4BDCA", cluster_2="#D2B08C", cluster_3="#9DB8F5", cluster_4="#7CCBDD", cluster_5="#F09CAF",
    cluster_6="#F0B070", cluster_7="#7FCFA5", cluster_8="#D0CE6A", cluster_9="#C3B1F5",
    level_0="#2E3846", level_1="#2B3B5C", level_2="#3A5387", level_3="#7F9FE3", level_4="#B9CCFA",
)  # fmt: skip

_GROUNDS = ("canvas", "surface", "hover", "pressed", "chip", "selected")
_SOFT = ("strength_soft", "concern_soft", "idea_soft", "unsaid_soft")
_CLUSTERS = tuple(f"cluster_{n}" for n in range(1, 10))

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "quiet", "accent", "badge", "idea") for ground in (*_GROUNDS, *_SOFT)),
    *((ink, ground) for ink in ("strength", "concern", "unsaid", *_CLUSTERS) for ground in _GROUNDS),
    ("strength", "strength_soft"), ("concern", "concern_soft"), ("idea", "idea_soft"), ("unsaid", "unsaid_soft"),
    ("disabled", "canvas"), ("disabled", "surface"), ("disabled", "disabled_ground"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent", "accent_pressed"),
    ("on_danger", "danger"), ("on_danger", "danger_hover"),
    ("on_accent", "strength"), ("on_accent", "concern"), ("on_accent", "idea"), ("on_accent", "unsaid"),
    ("surface", "text"),
    ("text", "level_0"), ("text", "level_1"), ("text", "level_2"), ("on_accent", "level_3"), ("on_accent", "level_4"),
)  # fmt: skip
"""(ink, ground) of every text we paint: at least 4.5:1, checked in tests."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    *(
        ("outline", ground)
        for ground in ("canvas", "surface", "hover", "chip", "selected", "disabled_ground")
    ),
    *(("accent", ground) for ground in (*_GROUNDS, *_SOFT)),
)
"""(shape, ground) of every edge or focus ring that carries meaning: at least 3:1, checked in tests."""


def is_dark() -> bool:
    """Whether the application is painted with the dark tokens now."""
    return _is_dark(QApplication.palette().cacheKey())


@lru_cache(maxsize=8)
def _is_dark(_palette: int) -> bool:
    """Remembered for each palette: it is asked for with every colour, a hundred times for one painted page."""
    return QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128


def tokens() -> Tokens:
    """The colours in use now."""
    return DARK if is_dark() else LIGHT


def colour(name: str, of: Tokens | None = None) -> QColor:
    """The colour of a token by name, for painting; `of=LIGHT` for what goes on paper whatever the window looks like."""
    return QColor(getattr(of or tokens(), name))


def paper() -> QColor:
    """The white of paper, whatever the window looks like."""
    return colour("surface", LIGHT)


def chosen(code: str) -> QColor:
    """A colour that a council chose for its papers (#RRGGBB), for showing it back; nothing of ours is painted so."""
    return QColor(code)


def cluster_token(number: int) -> str:
    """The token of a cluster of the Convention, 1 to 9; anything else (no cluster) is the quiet ink."""
    return f"cluster_{number}" if 1 <= number <= 9 else "quiet"


def scale() -> float:
    """How large text is, 1.0 at 100%."""
    return QApplication.font().pointSizeF() / _points(TYPES["body"], 100)


def px(length: float) -> int:
    """A length given at 100%, at the person's text size; never below 1 for a positive length."""
    return max(1, round(length * scale())) if length > 0 else round(length * scale())


def _points(kind: Type, text_size: int) -> float:
    dots = QGuiApplication.primaryScreen().logicalDotsPerInch() if _points_are_pixels() else 96.0
    return kind.px * (1 + (text_size / 100 - 1) * kind.growth) * 72 / dots


@cache
def _points_are_pixels() -> bool:
    return QGuiApplication.platformName() == "cocoa"


def font(kind: str = "body") -> QFont:
    """The font of a kind of text (see `TYPES`) at the person's text size, for painting and measuring."""
    return QFont(_font(kind, QApplication.font().key()))


@lru_cache(maxsize=64)
def _font(kind: str, _application: str) -> QFont:
    """Remembered for each font of the application."""
    made = QFont(QApplication.font())
    made.setPointSizeF(_points(TYPES[kind], round(scale() * 100)))
    made.setBold(TYPES[kind].bold)
    return made


@lru_cache
def load_fonts() -> tuple[str, ...]:
    """Make the bundled fonts known to Qt: their families, ours first, then those for other scripts, pictures last.

    Needs a QApplication.
    """
    found: list[str] = []
    for file in sorted(
        paths.resource("fonts").glob("*.ttf"), key=lambda one: ("Emoji" in one.name, one.name)
    ):
        found += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    others = [family for family in dict.fromkeys(found) if family not in (FAMILY, "Noto Sans")]
    return (FAMILY, "Noto Sans", *others)


def palette(t: Tokens) -> QPalette:
    """A QPalette for what Fusion paints by itself."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette(QColor(t.surface), QColor(t.canvas))
    inks = {
        role.Window: t.canvas, role.WindowText: t.text, role.Base: t.surface, role.AlternateBase: t.canvas,
        role.Text: t.text, role.Button: t.surface, role.ButtonText: t.text, role.BrightText: t.on_accent,
        role.Highlight: t.accent, role.HighlightedText: t.on_accent, role.Accent: t.accent, role.Link: t.accent,
        role.LinkVisited: t.accent, role.ToolTipBase: t.text, role.ToolTipText: t.surface,
        role.PlaceholderText: t.quiet, role.Light: t.surface, role.Midlight: t.hover, role.Mid: t.line,
        role.Dark: t.outline, role.Shadow: t.outline,
    }  # fmt: skip
    for where, ink in inks.items():
        made.setColor(where, QColor(ink))
    for where in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(group.Disabled, where, QColor(t.disabled))
    made.setColor(group.Disabled, role.Highlight, QColor(t.disabled_ground))
    return made


@lru_cache
def _sheet() -> str:
    return paths.resource("styles", "app.qss").read_text(encoding="utf-8")


def style_sheet(t: Tokens, text_size: int) -> str:
    """`resources/styles/app.qss` with `@token`, `px(n)` and `pt(kind)` filled in."""
    images = Path(paths.resource("styles", "dark" if t is DARK else "light")).as_posix()
    known = {field.name: str(getattr(t, field.name)) for field in fields(t)} | {"images": images}
    factor = text_size / 100
    said = re.sub(r"@(\w+)", lambda m: known[m[1]], _sheet())
    said = re.sub(r"\bpx\((-?\d+)\)", lambda m: f"{round(int(m[1]) * factor)}px", said)
    return re.sub(r"\bpt\((\w+)\)", lambda m: f"{_points(TYPES[m[1]], text_size):.2f}pt", said)


def space(layout: QLayout, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
    """Give a layout its gap and margins (left, top, right, bottom), at 100%; they follow the text size."""
    layout.setProperty("crpSpace", [gap, *margins])
    _respace(layout)


def size(
    widget: QWidget, *, min_width: int = 0, max_width: int = 0, min_height: int = 0, max_height: int = 0
) -> None:
    """Give a widget limits, in pixels at 100%, that follow the text size; 0 leaves one alone."""
    widget.setProperty("crpSize", [min_width, min_height, max_width, max_height])
    _resize(widget)


def _respace(layout: QLayout) -> None:
    values = layout.property("crpSpace")
    if values:
        gap, *margins = (px(v) for v in values)
        layout.setSpacing(gap)
        layout.setContentsMargins(*margins)


def _resize(widget: QWidget) -> None:
    values = widget.property("crpSize")
    if not values:
        return
    setters = (
        widget.setMinimumWidth,
        widget.setMinimumHeight,
        widget.setMaximumWidth,
        widget.setMaximumHeight,
    )
    for set_it, value in zip(setters, values, strict=True):
        if value:
            set_it(px(value))


class Look(QObject):
    """Puts theme and text size on the application, and follows the system's light and dark."""

    changed = Signal()
    changing = Signal()
    """Said before: what is not in view need not be styled."""

    def __init__(
        self, app: QApplication, theme: str = "system", text_size: int = 100, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or app)
        self._app = app
        self._theme = theme
        self._text_size = text_size
        app.setStyle("Fusion")
        for effect in Qt.UIEffect:
            app.setEffectEnabled(effect, False)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def theme(self) -> str:
        """ "system", "light" or "dark"."""
        return self._theme

    @property
    def text_size(self) -> int:
        """Per cent, 100 to 200."""
        return self._text_size

    def set_theme(self, theme: str) -> None:
        """Use "system", "light" or "dark"."""
        if theme not in ("system", "light", "dark"):
            raise ValueError(theme)
        if theme != self._theme:
            self._theme = theme
            self._apply()

    def set_text_size(self, per_cent: int) -> None:
        """Use a text size, per cent; kept within 100 and 200."""
        per_cent = min(max(per_cent, TEXT_SIZES[0]), TEXT_SIZES[-1])
        if per_cent != self._text_size:
            self._text_size = per_cent
            self._apply()

    def _system_changed(self) -> None:
        if self._theme == "system" and self._tokens() is not tokens():
            self._apply()

    def system_is_dark(self) -> bool:
        """Whether the system asks for dark windows now."""
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _tokens(self) -> Tokens:
        dark = self.system_is_dark() if self._theme == "system" else self._theme == "dark"
        return DARK if dark else LIGHT

    def _apply(self) -> None:
        self.changing.emit()
        asked = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        self._app.styleHints().setColorScheme(asked.get(self._theme, Qt.ColorScheme.Unknown))
        used = self._tokens()
        body = QFont(list(load_fonts()))
        body.setPointSizeF(_points(TYPES["body"], self._text_size))
        self._app.setFont(body)
        self._app.setPalette(palette(used))
        self._app.setStyleSheet(style_sheet(used, self._text_size))
        for window in self._app.topLevelWidgets():
            for widget in (window, *window.findChildren(QWidget)):
                _resize(widget)
            for layout in window.findChildren(QLayout):
                _respace(layout)
        self.changed.emit()
