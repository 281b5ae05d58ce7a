"""The council's logo and colour: chosen in Settings, kept inside the programme's file, printed on every document."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from crp_desktop.domain.colour import judge, read_colour
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.svg import check_svg
from crp_desktop.domain.text import clean_line
from crp_desktop.services.done import Done
from crp_desktop.services.programme.programme import programme
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store

if TYPE_CHECKING:
    from crp_desktop.rendering.theme import Brand

LARGEST_FILE = 4 << 20
MOST_PIXELS = 16_000_000
SIDE = 1200
"""The longer side of the picture that is kept, in pixels: sharp at any size a logo is printed."""

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class LogoFile:
    """A file that may become a logo: its bytes, and whether it is an SVG, which has to be drawn as a PNG first."""

    content: bytes
    is_svg: bool


def brand(store: Store, /) -> "Brand":
    """The colour and the logo for documents; the programme's own where the council has chosen none."""
    from crp_desktop.rendering.pdf.colour import Ink
    from crp_desktop.rendering.theme import ACCENT, Brand, Logo

    held = programme(store)
    content = logo(store)
    words = held.logo_words or tr("Logo of {council}", council=held.council)
    return Brand(Ink.hex(held.colour) if held.colour else ACCENT, Logo(content, words) if content else None)


def logo(store: Store, /) -> bytes:
    """The picture as PNG, b"" when there is none."""
    key = programme(store).logo
    if not key:
        return b""
    table = tables.attachment
    with store.read() as conn:
        return conn.execute(select(table.c.content).where(table.c.id == key)).scalar() or b""


def read_logo_file(path: Path) -> LogoFile:
    """A file chosen as logo, looked through. Raises InputProblem for one that is too large, torn, no PNG or SVG, or
    an SVG with parts that a drawing does not need."""
    safe = tr("The logo was not changed.")
    try:
        if path.stat().st_size > LARGEST_FILE:
            large = tr("“{name}” is larger than {n} megabytes.", name=path.name, n=LARGEST_FILE >> 20)
            raise InputProblem(large, safe, tr("Choose a smaller picture."))
        content = path.read_bytes()
    except OSError as error:
        raise InputProblem(
            tr("“{name}” cannot be read.", name=path.name), safe, tr("Choose another file.")
        ) from error
    if content.startswith(_PNG):
        tidy_png(content)
        return LogoFile(content, is_svg=False)
    if b"<svg" in content[:100_000] or path.suffix.lower() == ".svg":
        check_svg(content)
        return LogoFile(content, is_svg=True)
    raise InputProblem(
        tr("“{name}” is not a PNG or an SVG.", name=path.name),
        safe,
        tr("Open it in a drawing app and save it as a PNG, or ask your council’s design team."),
    )


def tidy_png(content: bytes) -> bytes:
    """The picture anew: no larger than `SIDE`, empty edges cut off, nothing else in the file. Raises InputProblem."""
    from PIL import Image, UnidentifiedImageError

    safe = tr("The logo was not changed.")
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                said = tr("The picture is {wide} by {high} pixels.", wide=opened.width, high=opened.height)
                raise InputProblem(
                    said, safe, tr("Choose a smaller one. A logo does not need more than 1,200 pixels.")
                )
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise InputProblem(
            tr("The picture is damaged or incomplete."),
            safe,
            tr("Open it in another app and save it again, or choose another file."),
        ) from error
    box = picture.getchannel("A").getbbox()
    if box is None:
        raise InputProblem(tr("The picture is empty."), safe, tr("Choose another file."))
    picture = picture.crop(box)
    picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    if picture.getchannel("A").getextrema()[0] == 255:
        picture = picture.convert("RGB")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def set_logo(store: Store, /, png: bytes, name: str) -> Done[None]:
    """Keeps a picture (PNG) inside the programme and prints it from now on. Raises InputProblem."""
    content = tidy_png(png)
    key = hashlib.sha256(content).hexdigest()
    table = tables.attachment
    current = programme(store)
    with store.write(Operation.CHOOSE_LOGO) as step:
        if step.conn.execute(select(table.c.id).where(table.c.id == key)).first() is None:
            row = {"id": key, "name": name, "size": len(content), "content": content}
            step.conn.execute(table.insert().values(row))
        step.update(tables.programme, current.id, logo=key)
    return Done(step.info, None)


def remove_logo(store: Store, /) -> Done[None]:
    """Prints no logo any more; the picture stays with the documents kept in the file until it is erased there."""
    current = programme(store)
    with store.write(Operation.REMOVE_LOGO) as step:
        step.update(tables.programme, current.id, logo="")
    return Done(step.info, None)


def set_logo_words(store: Store, /, words: str) -> Done[None]:
    """Says what the logo shows, for people who cannot see it; "" for “Logo of” the council."""
    current = programme(store)
    with store.write(Operation.DESCRIBE_LOGO) as step:
        step.update(tables.programme, current.id, logo_words=clean_line(words))
    return Done(step.info, None)


def set_colour(store: Store, /, text: str) -> Done[None]:
    """The colour of heads and bars; "" for the programme's own.

    Raises InputProblem for what is no colour, and for one in which words cannot be read: it names the nearest shade.
    """
    colour = read_colour(text) if text.strip() else ""
    if colour and not (verdict := judge(colour)).is_readable:
        raise InputProblem(
            verdict.sentence, tr("The colour was not changed."), tr("Use {shade}.", shade=verdict.nearest)
        )
    current = programme(store)
    with store.write(Operation.CHOOSE_COLOUR) as step:
        step.update(tables.programme, current.id, colour=colour)
    return Done(step.info, None)
