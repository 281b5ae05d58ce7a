"""What evidence rests on: indicators with where they are used, documents in the file until nothing needs them."""

import io
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from crp_desktop.domain.errors import InputProblem, NotFound, Refused
from crp_desktop.services.assessment.attachment import erase_document, is_needed, kept_documents
from crp_desktop.services.assessment.evidence import attach, attach_document, detach, document
from crp_desktop.services.assessment.indicator import (
    add_indicator,
    change_indicator,
    delete_indicator,
    indicator_uses,
    indicators,
)
from crp_desktop.services.assessment.rubric import adopt
from crp_desktop.services.assessment.scoring import badge_view, declare_interests, finish
from crp_desktop.services.assessment.sign_off import sign_off
from crp_desktop.services.programme.brand import set_logo
from crp_desktop.services.programme.programme import programme
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store
from tests.replay import undo_label
from tests.services.assessment.test_sign_off import BADGE, FORM, KEY, give_all


def test_an_indicator_says_where_it_is_evidence_and_stays_while_it_is(store: Store, period: str) -> None:
    made = add_indicator(store, BADGE, "Staff trained", value="38", unit="%", baseline="12").value
    assert indicator_uses(store) == {}
    piece = attach(store, period, KEY, made).value
    (use,) = indicator_uses(store)[made]
    assert (use.period, use.statement_key, use.badge_key) == ("2026-27", KEY, BADGE)
    with pytest.raises(Refused, match="2026-27: Adults who work with children"):
        delete_indicator(store, made)
    change_indicator(store, made, value="40", target="60%", badge_key="communication")
    assert badge_view(store, period, BADGE).statement(KEY).evidence[0].text == "Staff trained: 40%, from 12%"
    with pytest.raises(InputProblem):
        change_indicator(store, made, title=" ")
    detach(store, [piece])
    delete_indicator(store, made)
    assert indicators(store) == []


def test_a_document_goes_for_good_once_nothing_needs_it(store: Store, period: str, tmp_path: Path) -> None:
    file = tmp_path / "minute.txt"
    file.write_text("It was agreed by the board.", "utf-8")
    piece = attach_document(store, period, KEY, file).value
    (kept,) = kept_documents(store)
    assert (kept.name, kept.size, kept.is_free) == ("minute.txt", 27, False)
    assert is_needed(store, kept.key)
    with pytest.raises(Refused):
        erase_document(store, kept.key)
    detach(store, [piece])
    store.undo()
    detach(store, [piece])
    assert not is_needed(store, kept.key)
    erase_document(store, kept.key)
    assert kept_documents(store) == []
    with store.read() as conn:
        steps = tables.step
        states = conn.execute(select(steps.c.kind, steps.c.state).order_by(steps.c.seq)).all()
    assert states[-3:] == [("do", "dropped"), ("undo", "done"), ("do", "final")], "what was undone stays so"
    with pytest.raises(NotFound):
        document(store, kept.key)
    with store.read() as conn:
        told = [str(one) for row in conn.execute(select(tables.change)) for one in row]
    assert not any("minute.txt" in one for one in told)
    assert undo_label(store) != "Remove evidence"
    store.close()
    for path in tmp_path.glob("a.crp*"):
        assert b"It was agreed by the board." not in path.read_bytes()


def test_what_was_signed_off_keeps_its_document(store: Store, period: str, tmp_path: Path) -> None:
    file = tmp_path / "minute.txt"
    file.write_text("It was agreed.", "utf-8")
    attach_document(store, period, KEY, file)
    adopt(store, by="The board", on="2026-05-01", youth_part="Two evenings.")
    give_all(store, period)
    declare_interests(store, badge_view(store, period, BADGE).assessment_id, "none")
    finish(store, period, BADGE)
    sign_off(store, period, BADGE, FORM)
    (kept,) = kept_documents(store)
    assert kept.signed
    assert not kept.is_free
    with pytest.raises(Refused):
        erase_document(store, kept.key)


def test_the_councils_logo_is_no_document(store: Store) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(buffer, "PNG")
    set_logo(store, buffer.getvalue(), "logo.png")
    assert kept_documents(store) == []
    with pytest.raises(Refused):
        erase_document(store, programme(store).logo)
