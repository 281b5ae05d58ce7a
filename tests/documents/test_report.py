"""Documents from the programme: what they hold, what they must never hold, and what is noted when they leave."""

import io
from pathlib import Path

import pypdfium2
import pytest

from crp_desktop.documents import prepare as report
from crp_desktop.documents.kinds import kind
from crp_desktop.documents.model import Request
from crp_desktop.documents.preview import page_images, page_sizes
from crp_desktop.domain.errors import InputProblem, NotFound, WriteFailed
from crp_desktop.domain.kinds import Audience, FindingKind, HeadcountKind, NoteKind, ReadBack
from crp_desktop.services.capture.note import NewNote, change_note
from crp_desktop.services.findings.finding import Span, add_finding, change_finding
from crp_desktop.services.privacy.print_log import How, print_log
from crp_desktop.services.programme.programme import change_programme
from crp_desktop.services.rights.mapping import map_article, map_badge
from crp_desktop.services.workshops.workshop import add_speaker, add_workshop, set_headcount
from crp_desktop.storage.store import Store
from tests.make import add_notes

QUOTE = "They moved the bus stop and nobody asked us"
PARAPHRASE = "Said that the lights by the canal never work"


@pytest.fixture
def shop(store: Store) -> str:
    """A workshop of 9 + 2 young people with a quote, a paraphrase and a finding on both."""
    made = add_workshop(
        store, title="Getting about", held_on="2026-05-04", audience=Audience.YOUNG_PEOPLE
    ).value
    set_headcount(store, made, HeadcountKind.AGE_BAND, "11 to 13", 9)
    set_headcount(store, made, HeadcountKind.AGE_BAND, "14 to 16", 2)
    return made


def said(store: Store, shop: str, band: str = "11 to 13") -> tuple[str, list[str]]:
    """A finding resting on a quote and a paraphrase by a speaker of that age; its id and the notes'."""
    speaker = add_speaker(store, shop, f"P{band[:2]}", band).value
    notes = add_notes(
        store,
        shop,
        [
            NewNote(text=QUOTE, kind=NoteKind.QUOTE, speaker_id=speaker),
            NewNote(text=PARAPHRASE, kind=NoteKind.PARAPHRASE, speaker_id=speaker),
        ],
    ).value
    spans = [Span(note) for note in notes]
    found = add_finding(
        store, kind=FindingKind.CONCERN, text="Stops move unasked", workshop_id=shop, spans=spans
    )
    return found.value, notes


def words_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    text = "\n".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    document.close()
    return " ".join(text.split())


def made(store: Store, shop: str, **options: str) -> report.RenderedDocument:
    return report.make_report(store, Request("workshop-summary", workshop=shop, options=options))


def test_the_summary_has_the_findings_with_their_rights_and_badges(store: Store, shop: str) -> None:
    found, _ = said(store, shop)
    map_article(store, found, 12)
    map_badge(store, found, "culture")
    text = words_of(made(store, shop).content)
    for words in (
        "Getting about",
        "4 May 2026",
        "Stops move unasked",
        "Respect for the views of the child",
        "Culture",
    ):
        assert words in text


def test_no_quote_prints_until_it_is_chosen_and_a_paraphrase_never(store: Store, shop: str) -> None:
    said(store, shop)
    assert QUOTE not in words_of(made(store, shop).content)
    with_quotes = words_of(made(store, shop, quotes="all").content)
    assert QUOTE in with_quotes
    assert PARAPHRASE not in with_quotes


def test_a_quote_of_the_few_of_an_age_is_left_out_or_held_up(store: Store, shop: str) -> None:
    said(store, shop, "14 to 16")
    safe = made(store, shop, quotes="safe")
    assert QUOTE not in words_of(safe.content)
    assert any("left out" in warned.what and not warned.holds for warned in safe.warnings)
    every = made(store, shop, quotes="all")
    assert QUOTE in words_of(every.content)
    assert any(warned.holds for warned in every.warnings)


def test_a_quote_from_many_is_neither(store: Store, shop: str) -> None:
    said(store, shop)
    safe = made(store, shop, quotes="safe")
    assert QUOTE in words_of(safe.content)
    assert not safe.warnings


def test_words_changed_or_struck_out_since_do_not_print(store: Store, shop: str) -> None:
    found, notes = said(store, shop)
    change_note(store, notes[0], read_back=ReadBack.STRUCK)
    assert QUOTE not in words_of(made(store, shop, quotes="all").content)
    change_note(store, notes[0], read_back=ReadBack.NOT_YET)
    change_note(store, notes[0], text="Something else altogether")
    text = words_of(made(store, shop, quotes="all").content)
    assert QUOTE not in text
    change_finding(store, found, read_back=ReadBack.STRUCK)
    assert "Stops move unasked" not in words_of(made(store, shop).content)


def test_small_counts_do_not_print_and_no_total_gives_them_away(store: Store, shop: str) -> None:
    counted = words_of(made(store, shop, bands="counted").content)
    assert "14 to 16 fewer than 5" in counted
    assert "11 to 13 not shown" in counted, "with the total, it would give the small one away"
    wide = words_of(made(store, shop, bands="wide").content)
    assert "11 to 16 11" in wide


def test_saving_is_logged_without_content(store: Store, shop: str, tmp_path: Path) -> None:
    said(store, shop)
    report.save_report(store, report.find_subject(store, "workshop-summary"), tmp_path / "one.pdf")
    (line,) = print_log(store)
    assert (line.document, line.how, line.workshop_id) == ("workshop-summary", How.SAVED, shop)
    assert line.person == "Ana Reyes"
    assert QUOTE not in str(line)
    assert "Getting about" not in str(line)


def test_a_folder_that_is_not_there_is_told_and_nothing_is_logged(
    store: Store, shop: str, tmp_path: Path
) -> None:
    request = report.find_subject(store, "workshop-summary")
    with pytest.raises(WriteFailed):
        report.save_report(store, request, tmp_path / "no" / "one.pdf")
    assert not print_log(store)


def test_file_name_and_print_job_have_no_word_of_the_workshop(store: Store, shop: str) -> None:
    document = made(store, shop)
    assert document.name == "workshop-summary-1-2026-05-04"
    assert "Getting" not in document.job


def test_a_letter_that_no_font_has_is_told(store: Store, shop: str) -> None:
    add_finding(store, kind=FindingKind.IDEA, text="Signs in \U00013000", workshop_id=shop)
    assert any("empty box" in warned.what for warned in made(store, shop).warnings)


def test_an_empty_workshop_prints(store: Store) -> None:
    bare = add_workshop(store).value
    assert made(store, bare).pages >= 1


def test_the_threshold_is_the_programmes_own(store: Store, shop: str) -> None:
    change_programme(store, threshold=10)
    assert "fewer than 10" in words_of(made(store, shop, bands="counted").content)


def test_nothing_to_print_is_a_problem_in_words(store: Store) -> None:
    with pytest.raises(NotFound):
        report.find_subject(store, "workshop-summary")
    with pytest.raises(InputProblem, match="workshop-summary"):
        kind("leaflet")


def test_options_of_the_command_line(store: Store) -> None:
    wanted = kind("workshop-summary")
    assert report.parse_options(wanted, ["quotes=all"]) == {"quotes": "all"}
    for wrong in ("quotes=loud", "colour=red", "quotes"):
        with pytest.raises(InputProblem, match="quotes=none"):
            report.parse_options(wanted, [wrong])


def test_pages_become_pictures_of_the_width_asked_for(store: Store, shop: str) -> None:
    document = made(store, shop)
    drawn = page_images(document.content, [1], 300, tag=7)
    (image,) = drawn.images
    assert (drawn.tag, image.number, image.width) == (7, 1, 300)
    assert len(image.pixels) == image.width * image.height * 4
    wide, high = page_sizes(document.content)[0]
    assert image.height == pytest.approx(300 * high / wide, abs=1)
    assert len(set(image.pixels)) > 2
