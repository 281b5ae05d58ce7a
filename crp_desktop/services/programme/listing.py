"""Lists for the command line: plain objects with fixed keys that scripts rely on."""

from typing import Any

from sqlalchemy import func, select

from crp_desktop.domain.convention import load_convention
from crp_desktop.paths import resource
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.capture.note import all_notes
from crp_desktop.services.findings.finding import findings
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.storage import tables, versions
from crp_desktop.storage.engine import opened
from crp_desktop.storage.store import Store

Row = dict[str, Any]


def info(store: Store, /) -> Row:
    """The programme in figures: council, version of the file's shape, whether encrypted, counts."""
    with store.read() as conn:
        counts = {
            name: conn.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in (
                ("workshops", tables.workshop),
                ("notes", tables.note),
                ("findings", tables.finding),
            )
        }
    encrypted = opened(store.engine).raw is not None
    return {
        "programme": programme(store).council,
        "version": versions.newest(),
        "encrypted": encrypted,
        **counts,
    }


def list_workshops(store: Store, /) -> list[Row]:
    """Workshops by number."""
    found = sorted(workshops(store), key=lambda one: (one.number, one.id))
    return [
        {
            "id": one.id,
            "number": one.number,
            "title": one.title,
            "date": one.held_on,
            "audience": one.audience.value,
        }
        for one in found
    ]


def list_notes(store: Store, /) -> list[Row]:
    """Notes by workshop and order; `workshop` is the workshop's id, `prompt` the prompt's text or None."""
    with store.read() as conn:
        asked = {row.id: row.text for row in conn.execute(select(tables.prompt.c.id, tables.prompt.c.text))}
    return [
        {
            "id": note.id,
            "workshop": note.workshop_id,
            "prompt": asked.get(note.prompt_id) if note.prompt_id else None,
            "speaker": note.speaker,
            "kind": note.kind.value,
            "text": note.text,
        }
        for note in all_notes(store)
    ]


def list_findings(store: Store, /) -> list[Row]:
    """Findings by number; articles and badges main ones first."""
    return [
        {
            "id": one.id,
            "number": one.number,
            "kind": one.kind.value,
            "text": one.text,
            "workshop": one.workshop_id,
            "articles": [link.number for link in one.articles],
            "badges": [link.badge_key for link in one.badges],
        }
        for one in findings(store)
    ]


def list_badges(store: Store, /) -> list[Row]:
    """Every badge of the current framework; `pursued` says which the programme works for."""
    chosen = programme(store).badges
    return [
        {
            "key": badge.key,
            "name": badge.name,
            "kind": badge.kind.value,
            "definition": badge.definition,
            "articles": list(badge.articles),
            "pursued": badge.key in chosen,
        }
        for badge in badges(store)
    ]


def list_articles(store: Store, /) -> list[Row]:
    """The 54 articles, with how many findings of this programme are mapped to each."""
    link = tables.finding_article
    with store.read() as conn:
        query = select(link.c.number, func.count().label("findings")).group_by(link.c.number)
        counts = {row.number: row.findings for row in conn.execute(query)}
    convention = load_convention(resource("convention.toml"))
    return [
        {
            "number": article.number,
            "title": article.title,
            "mappable": article.mappable,
            "findings": counts.get(article.number, 0),
        }
        for article in convention.articles
    ]
