"""The evidence return of one badge, or of every badge the programme pursues."""

from datetime import date

from crp_desktop.documents.evidence_return.compose import (
    EvidenceReturn,
    ReturnBadge,
    ReturnStatement,
    compose,
)
from crp_desktop.documents.model import PreparedDocument, Request, not_unicef
from crp_desktop.documents.subjects import badges_words
from crp_desktop.documents.workshop_summary.gather import programme_words
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.labels import label
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.programme.brand import brand
from crp_desktop.services.programme.programme import programme
from crp_desktop.storage.store import Store


def prepare(store: Store, /, request: Request) -> PreparedDocument:
    """The form for `request.badge`, or one for every badge pursued."""
    held = programme(store)
    wanted = [one for one in badges(store, pursued=True) if request.badge in ("", one.key)]
    view = EvidenceReturn(
        council=held.council,
        brand=brand(store),
        programme=programme_words(held),
        printed_at=long_date(date.today()),
        illustrative=held.illustrative,
        contact=held.contact,
        badges=tuple(
            ReturnBadge(
                badge.name,
                badge.definition,
                tuple(
                    ReturnStatement(one.text, ", ".join(label(need) for need in one.needs))
                    for one in badge.statements
                ),
            )
            for badge in wanted
        ),
        caveat=not_unicef(),
    )
    name = f"evidence-return-{request.badge}" if request.badge else "evidence-return"
    return PreparedDocument(
        compose(view), name, tr("Evidence return"), about=badges_words([one.name for one in wanted])
    )
