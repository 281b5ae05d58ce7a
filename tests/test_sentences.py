"""Sentences that are untrue or unsafe stand nowhere: in no sentence of the program, its resources or its sample."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crp_desktop import paths
from crp_desktop.documents.prepare import find_subject, make_report
from crp_desktop.domain import disclosure
from crp_desktop.domain.comparable import compared
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.findings import finding
from crp_desktop.services.privacy.safeguarding import contacts
from crp_desktop.services.rights import mapping
from crp_desktop.services.workshops import workshop
from crp_desktop.services.workshops.templates import template
from crp_desktop.storage.store import Store
from tests.rendering.reading import Pdf

ROOT = Path(__file__).parent.parent

FORBIDDEN = {
    r"stays? (?:here|in this room|between us)\b.*unless|said here stays": "words leave the room",
    r"never (?:says?|tells?|prints?|shows?) who said": "a quote can point to a child",
    r"\bnot who said\b": "a code says who said it",
    r"(?:tell|say so to) you first(?! if we can)": "telling first can put a child at risk",
    r"(?:tell|call|inform)\b[^.]*\b(?:lead|desk|team|services|LADO|right person)\b[^.]*\btoday\b": "at once, not today",
    r"\bduty desk\b": "children’s services (MASH or front door)",
    r"\ballegations officer(?! \()": "the LADO",
    r"(?:can|may|could|will) lift (?:the|a|this) hold": "no screen lifts a hold",
    r"data-protection officer": "data protection officer",
    r"keep (?:it|this|them) (?:secret|to yourself) for": "secrecy is not promised",
    r"keep quiet": "we tell who can help",
    r"\byou can ask us, and we will tell you\b": "a promise nobody can keep",
    r"personal adviser[^.]*until 25": "a duty by statute, not a kindness of the council",
    r"\bshort breaks\b[^.]*\b(?:stop|end)": "a service by statute",
    r"not feel safe or happy|where (?:you|do you) (?:do )?not feel safe": "no group is asked where they are not safe",
    r"no birth certificate or passport|being moved around and used": "no group is asked about papers or harm",
}
OF_ADULTS = re.compile(r"Where do you feel safe, and where do you not\?")
"""The sample asks young people of 11 and over, in a workshop with a plan for what they may tell."""


def said_in(tree: ast.AST) -> Iterator[str]:
    """Every text constant of a module, those that stand in pieces put together."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


@cache
def sentences() -> tuple[tuple[str, str], ...]:
    """(where it stands, text) of everything that a person may read."""
    found: list[tuple[str, str]] = []
    for file in sorted((ROOT / "crp_desktop").rglob("*.py")):
        found += [(file.name, text) for text in said_in(ast.parse(file.read_text(encoding="utf-8")))]
    for file in sorted((ROOT / "resources").rglob("*.toml")):
        if file.parent.name not in ("names", "vocabulary"):
            values = tomllib.loads(file.read_text(encoding="utf-8"))
            found += [(file.name, text) for text in texts_in(values)]
    found.append(("README.md", (ROOT / "README.md").read_text(encoding="utf-8")))
    return tuple(found)


@pytest.mark.parametrize("phrase", FORBIDDEN, ids=list(FORBIDDEN.values()))
def test_it_is_said_nowhere(phrase: str) -> None:
    known = re.compile(phrase, re.IGNORECASE)
    assert [
        (where, text) for where, text in sentences() if known.search(text) and not OF_ADULTS.search(text)
    ] == []


def test_easy_read_is_said_only_of_what_people_need_and_of_plans() -> None:
    allowed = {"framework.toml", "northmere.toml", "workshop.py"}
    for where, text in sentences():
        if re.search(r"\beasy.read\b", text, re.IGNORECASE) and where not in allowed:
            assert "not Easy Read" in text or "no Easy Read" in text, (where, text)


def test_the_steps_name_everybody_in_the_right_order() -> None:
    for told in (" ".join(disclosure.steps()), disclosure.in_short()):
        order = [told.index(words) for words in ("999 first", "designated safeguarding lead", "MASH", "LADO")]
        assert order == sorted(order)
        assert told.index("999") < told.index("isten")
        assert "at once" in told
        assert "today" not in told


def test_the_window_and_the_paper_say_the_same_steps(store: Store, shop: str) -> None:
    from crp_desktop.ui.dialogs.contacts import ContactsDialog

    assert ContactsDialog._what_to_do(None) == disclosure.in_short()  # type: ignore[arg-type]
    paper = Pdf(make_report(store, find_subject(store, "facilitator-pack", shop)).content).root().said()
    assert all(" ".join(step.split()) in paper for step in disclosure.steps())


def test_999_comes_first_among_the_contacts(store: Store) -> None:
    assert contacts(store)[0].phone == "999"


@pytest.mark.parametrize(
    ("document", "options"),
    [
        ("handout", {}),
        ("handout", {"style": "easy"}),
        ("evidence-pack", {"version": "child"}),
        ("facilitator-pack", {}),
    ],
)
def test_every_paper_for_children_says_where_they_find_help(
    store: Store, shop: str, document: str, options: dict[str, str]
) -> None:
    made = finding.add_finding(store, FindingKind.CONCERN, "Buses are late", workshop_id=shop).value
    mapping.map_badge(store, made, "culture")
    subject = None if document == "evidence-pack" else shop
    paper = (
        Pdf(make_report(store, find_subject(store, document, subject, options=options)).content).root().said()
    )
    assert "Childline" in paper
    assert "0800 1111" in compared(paper)
    assert "999" in paper
    assert "Who to ask" in paper


def test_children_of_ten_and_under_are_not_asked_where_they_are_not_safe() -> None:
    plan = template("ten_and_under")
    for text in (plan.aim, plan.summary, plan.activity, *(question for question, _ in plan.prompts)):
        assert not re.search(
            r"\b(?:un)?safe\b|hurt|wrong|afraid|scared|home\b|family", text, re.IGNORECASE
        ), text


def test_the_sample_teaches_what_is_right() -> None:
    sample = tomllib.loads((paths.resource("sample") / "northmere.toml").read_text(encoding="utf-8"))
    notes = (
        [one["text"] for shop in sample["workshop"] for one in shop["note"]]
        if "note" in sample["workshop"][0]
        else []
    )
    texts = notes or list(texts_in(sample))
    about = [text for text in texts if re.search(r"\bkni(?:fe|ves)\b", text)]
    assert about
    assert all("told the designated safeguarding lead" in text for text in about)
    roles = [one["role"] for one in sample["contact"]]
    assert [any(word in role for role in roles) for word in ("safeguarding lead", "MASH", "LADO")] == [
        True
    ] * 3


def test_a_legal_hold_is_told_without_a_promise(store: Store, shop: str) -> None:
    from crp_desktop.domain.errors import Refused
    from crp_desktop.services.privacy import withdrawal

    workshop.change_workshop(store, shop, legal_hold=True)
    with pytest.raises(Refused) as refused:
        withdrawal.withdraw(store, shop, [])
    assert "lift" not in refused.value.todo
