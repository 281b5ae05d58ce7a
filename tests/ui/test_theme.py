"""The theme: every pair of colours can be read, every size follows the person, no colour lives elsewhere."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crp_desktop import paths
from crp_desktop.domain.colour import contrast
from crp_desktop.ui import icons, theme
from crp_desktop.ui.theme import DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS, Look, Tokens
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import column
from crp_desktop.ui.widgets.text import Label

PACKAGE = Path(theme.__file__).resolve().parents[1]
THEMES = {"light": LIGHT, "dark": DARK}


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(name: str, ink: str, ground: str) -> None:
    assert contrast(getattr(THEMES[name], ink), getattr(THEMES[name], ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes_can_be_told_from_their_ground(name: str, shape: str, ground: str) -> None:
    assert contrast(getattr(THEMES[name], shape), getattr(THEMES[name], ground)) >= 3


def test_every_ink_stands_in_a_pair() -> None:
    paired = {name for pair in (*TEXT_PAIRS, *SHAPE_PAIRS) for name in pair}
    decoration = {"line"}
    assert {one.name for one in fields(Tokens)} - decoration == paired


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_no_colour_stands_outside_the_theme() -> None:
    offenders = [
        f"{file.relative_to(PACKAGE)}: {found[0]}"
        for file in (PACKAGE / "ui").rglob("*.py")
        if file.name != "theme.py"
        for found in re.finditer(
            r"#[0-9A-Fa-f]{6}\b|QColor\(|setStyleSheet\(|GlobalColor\.(?!transparent)",
            file.read_text(encoding="utf-8"),
        )
    ]
    assert offenders == []


def test_pictures_in_the_style_sheet_use_tokens_only() -> None:
    for name, tokens in THEMES.items():
        known = {str(getattr(tokens, one.name)).lower() for one in fields(Tokens)}
        for file in paths.resource("styles", name).glob("*.svg"):
            used = {
                colour.lower() for colour in re.findall(r"#[0-9A-Fa-f]{6}", file.read_text(encoding="utf-8"))
            }
            assert used, file.name
            assert used <= known, file.name


def test_the_style_sheet_has_no_size_that_stands_still() -> None:
    sheet = paths.resource("styles", "app.qss").read_text(encoding="utf-8")
    fixed = {int(size) for size in re.findall(r"\b(\d+)px\b", sheet)}
    assert fixed <= {1, 2}, "only hairlines and the focus ring may be fixed"
    assert "#" not in re.sub(r"Q\w+#\w+", "", sheet)
    assert "font-size" not in sheet or "pt(" in sheet


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("size", [100, 137, 200])
def test_the_style_sheet_is_filled_in_completely(look: Look, tokens: Tokens, size: int) -> None:
    made = theme.style_sheet(tokens, size)
    assert "@" not in made
    assert not re.search(r"\b(px|pt)\(", made)
    for picture in re.findall(r'url\("([^"]+)"\)', made):
        assert Path(picture).is_file()


@pytest.mark.parametrize("size", theme.TEXT_SIZES)
def test_text_and_spaces_follow_the_text_size(look: Look, size: int) -> None:
    look.set_text_size(size)
    assert theme.scale() == pytest.approx(size / 100)
    assert theme.px(100) == size
    assert theme.font("body").pointSizeF() == pytest.approx(11.25 * size / 100)
    assert (
        theme.font("title").pointSizeF()
        > theme.font("section").pointSizeF()
        > theme.font("body").pointSizeF()
    )


def test_text_sizes_stay_within_bounds(look: Look) -> None:
    look.set_text_size(500)
    assert look.text_size == 200
    look.set_text_size(10)
    assert look.text_size == 100


def test_layouts_limits_and_labels_follow_a_change_while_shown(look: Look, qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    label, button = Label("Children have a right to be heard"), Button("Add note")
    layout = column(label, button, gap=8, margins=24)
    top.setLayout(layout)
    theme.size(top, min_width=320)
    top.show()
    before = label.sizeHint().height(), button.sizeHint().height()
    look.set_text_size(200)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert layout.spacing() == 16
    assert layout.contentsMargins().left() == 48
    assert top.minimumWidth() == 640
    assert label.sizeHint().height() >= 2 * before[0] - 2
    assert button.sizeHint().height() >= 2 * before[1] - 8


def test_dark_and_light_change_everything_painted(look: Look, qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    top.setLayout(column(Label("Words"), Button("Go", kind="primary")))
    top.resize(300, 120)
    top.show()
    for name, tokens in THEMES.items():
        look.set_theme(name)
        assert theme.tokens() is tokens
        picture = top.grab().toImage()
        assert picture.pixelColor(2, 2) == QColor(tokens.canvas)
        assert QColor(tokens.accent).rgb() in _colours(picture)


def _colours(picture: QImage) -> set[int]:
    return {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}


def test_the_systems_theme_is_followed_until_the_person_chooses(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = QApplication.styleHints()
    look.set_theme("system")
    monkeypatch.setattr(Look, "system_is_dark", lambda self: True)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.is_dark()
    look.set_theme("light")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not theme.is_dark()


def test_an_unknown_theme_is_refused(look: Look) -> None:
    with pytest.raises(ValueError, match="sepia"):
        look.set_theme("sepia")


def test_nothing_moves_by_itself(look: Look) -> None:
    assert not any(QApplication.isEffectEnabled(effect) for effect in Qt.UIEffect)


def test_our_fonts_are_found_and_used(look: Look) -> None:
    found = theme.load_fonts()
    assert found[0] == "Atkinson Hyperlegible"
    assert found[-1] == "Noto Emoji"
    assert QApplication.font().families()[:2] == ["Atkinson Hyperlegible", "Noto Sans"]


@pytest.mark.parametrize("file", sorted(paths.resource("icons").glob("*.svg")), ids=lambda file: file.stem)
def test_every_icon_draws_in_the_token_asked_for(look: Look, file: Path) -> None:
    picture = icons.pixmap(file.stem, "accent", 24).toImage()
    inked = [
        picture.pixelColor(x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 250
    ]
    assert inked
    wanted = QColor(LIGHT.accent)
    assert all(abs(one.red() - wanted.red()) < 6 and abs(one.blue() - wanted.blue()) < 6 for one in inked)


def test_icons_come_with_their_licence() -> None:
    assert "ISC License" in paths.resource("icons", "LICENSE-lucide.txt").read_text(encoding="utf-8")


def test_an_unknown_icon_is_an_error(look: Look) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon")
