"""A document is prepared once: what was seen and reviewed is what leaves, in whatever form."""

import io
import zipfile
from pathlib import Path

import pytest

from crp_desktop.documents import kinds as kinds_module
from crp_desktop.documents.formats import Form, forms
from crp_desktop.documents.kinds import kinds
from crp_desktop.documents.prepare import find_subject, make_report, save_report
from crp_desktop.documents.review.review import review
from crp_desktop.services.capture.note import NewNote
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.storage.store import Store
from tests.make import add_note


def _same(content: bytes, form: Form) -> object:
    """What of a file does not depend on the moment it was written."""
    if form is Form.DOCX:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return file.read("word/document.xml")
    return content if form is Form.HTML else len(content)


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were prepared, by their keys."""
    counted: list[str] = []
    gather = kinds_module._gather

    def counting(name: str):  # type: ignore[no-untyped-def]
        inner = gather(name)
        return lambda store, request: counted.append(request.document) or inner(store, request)

    monkeypatch.setattr(kinds_module, "_gather", counting)
    return counted


@pytest.mark.parametrize("key", [one.key for one in kinds()])
def test_every_form_is_made_from_one_preparation(sample: Store, prepared: list[str], key: str) -> None:
    wanted = next(one for one in kinds() if one.key == key)
    request = find_subject(sample, key)
    seen = make_report(sample, request)
    review(sample, request, seen)
    others = {form: make_report(sample, request, form=form, before=seen) for form in forms(wanted)}
    assert prepared == [key]
    assert others[Form.PDF] is seen
    for form in forms(wanted):
        fresh = make_report(sample, request, form=form)
        assert _same(others[form].content, form) == _same(fresh.content, form)


def test_what_was_saved_is_what_was_seen(sample: Store, tmp_path: Path, prepared: list[str]) -> None:
    request = find_subject(sample, "workshop-summary")
    seen = make_report(sample, request)
    save_report(sample, request, tmp_path / "a.pdf", before=seen)
    assert (tmp_path / "a.pdf").read_bytes() == seen.content
    assert len(prepared) == 1


def test_a_document_is_prepared_again_after_a_change(sample: Store, prepared: list[str]) -> None:
    request = find_subject(sample, "workshop-summary")
    seen = make_report(sample, request)
    add_note(sample, workshops(sample)[0].id, NewNote(text="Said since"))
    assert make_report(sample, request, before=seen) is not seen
    other = find_subject(sample, "handout")
    make_report(sample, other, before=seen)
    assert prepared == ["workshop-summary", "workshop-summary", "handout"]
