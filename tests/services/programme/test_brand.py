"""The council's logo and colour: kept in the file, undone like anything else, printed on every document."""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from crp_desktop.documents.kinds import kinds
from crp_desktop.documents.model import Subject
from crp_desktop.documents.prepare import find_subject, make_report
from crp_desktop.domain.errors import InputProblem, Refused
from crp_desktop.rendering.pdf.colour import Ink
from crp_desktop.rendering.theme import ACCENT, CLUSTERS
from crp_desktop.services.assessment.attachment import erase_document, kept_documents
from crp_desktop.services.programme.brand import (
    LARGEST_FILE,
    SIDE,
    brand,
    logo,
    read_logo_file,
    remove_logo,
    set_colour,
    set_logo,
    set_logo_words,
    tidy_png,
)
from crp_desktop.services.programme.programme import programme
from crp_desktop.storage.store import Store
from tests.programmes import programme_at
from tests.rendering.reading import Pdf

GREEN = "#00573D"


def picture(wide: int = 300, high: int = 100, mode: str = "RGBA") -> bytes:
    """A green bar on nothing."""
    made = Image.new(mode, (wide, high))
    made.paste(Image.new(mode, (wide // 2, high // 2), GREEN), (wide // 4, high // 4))
    buffer = io.BytesIO()
    made.save(buffer, "PNG")
    return buffer.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb() -> bytes:
    """A few kilobytes that say they are a picture of 30,000 by 30,000 dots."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 6, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1_000_000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = programme_at(tmp_path / "sample.crp")
    yield made
    made.close()


def test_a_logo_is_kept_in_the_file_tidied_and_can_be_undone(store: Store) -> None:
    set_logo(store, picture(4_000, 1_000), "logo.png")
    with Image.open(io.BytesIO(logo(store))) as kept:
        assert kept.size == (SIDE, SIDE // 4)
    chosen = brand(store)
    assert chosen.logo
    assert chosen.logo.words == f"Logo of {programme(store).council}"
    set_logo_words(store, "  A green\nbar ")
    assert brand(store).logo.words == "A green bar"  # type: ignore[union-attr]
    store.undo()
    store.undo()
    assert logo(store) == b""
    store.redo()
    assert logo(store)
    remove_logo(store)
    assert brand(store).logo is None


def test_the_logo_in_use_is_no_document_and_cannot_be_erased(store: Store) -> None:
    set_logo(store, picture(), "logo.png")
    key = programme(store).logo
    assert key not in {one.key for one in kept_documents(store)}
    with pytest.raises(Refused):
        erase_document(store, key)
    remove_logo(store)
    assert key in {one.key for one in kept_documents(store)}
    erase_document(store, key)
    store.undo()
    assert logo(store) == b""
    assert brand(store).logo is None


def test_a_colour_is_checked_and_changes_heads_only(store: Store) -> None:
    assert brand(store).accent == ACCENT
    with pytest.raises(InputProblem, match="nearest shade") as problem:
        set_colour(store, "FFD100")
    assert problem.value.todo.startswith("Use #")
    set_colour(store, "00573d")
    assert programme(store).colour == GREEN
    assert brand(store).accent == Ink.hex(GREEN)
    assert CLUSTERS["III"] == ACCENT
    set_colour(store, "")
    assert brand(store).accent == ACCENT


HOSTILE = {
    "torn.png": picture()[:90],
    "bomb.png": bomb(),
    "empty.png": b"",
    "nothing.png": picture(mode="RGBA")[:8],
    "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(400),
    "photo.png": b"\xff\xd8\xff\xe0" + bytes(400),
    "page.svg": b"<html><body>no</body></html>",
    "script.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    "large.png": picture() + bytes(LARGEST_FILE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_logo_gets_a_plain_error_and_nothing_is_kept(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    with pytest.raises(InputProblem) as problem:
        read_logo_file(path)
    assert problem.value.safe == "The logo was not changed."
    assert problem.value.todo


def test_a_picture_without_a_dot_of_ink_is_no_logo() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (40, 40)).save(buffer, "PNG")
    with pytest.raises(InputProblem, match="empty"):
        tidy_png(buffer.getvalue())


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_any_kind_of_png_becomes_one_that_prints(mode: str) -> None:
    buffer = io.BytesIO()
    Image.new("L", (50, 20), 200).convert(mode).save(buffer, "PNG")
    with Image.open(io.BytesIO(tidy_png(buffer.getvalue()))) as kept:
        assert kept.mode == "RGB"
        assert kept.size == (50, 20)


@pytest.fixture
def branded(store: Store) -> Store:
    put_brand(store)
    return store


def put_brand(store: Store) -> None:
    """A logo, words for it, and a colour."""
    set_logo(store, picture(), "logo.png")
    set_logo_words(store, "Three oak leaves")
    set_colour(store, GREEN)


def printed(store: Store, key: str) -> bytes:
    """A document of the first workshop, or of the programme."""
    (kind,) = [one for one in kinds() if one.key == key]
    shop = "1" if kind.subject is Subject.WORKSHOP else None
    return make_report(store, find_subject(store, key, shop)).content


@pytest.mark.parametrize("key", [one.key for one in kinds()])
def test_every_document_has_the_logo_in_words_and_the_colour(branded: Store, key: str) -> None:
    content = printed(branded, key)
    assert any(figure.alt == "Three oak leaves" for figure in Pdf(content).root().all("Figure"))
    assert b"0 0.341 0.239" in b"".join(_streams(content)) or key == "rights-cards"


@pytest.mark.parametrize(("key", "most"), [("workshop-summary", 4), ("committee-paper", 3)])
def test_papers_keep_to_their_pages_with_a_logo_and_without(store: Store, key: str, most: int) -> None:
    assert len(Pdf(printed(store, key)).pages) <= most
    set_logo(store, picture(400, 300), "logo.png")
    assert len(Pdf(printed(store, key)).pages) <= most


def _streams(content: bytes) -> list[bytes]:
    """Every page's drawing operators."""
    pdf = Pdf(content)
    found = (re.search(rb"/Contents (\d+) 0 R", pdf.objects[page]) for page in pdf.pages)
    return [pdf.stream(int(one[1])) for one in found if one]
