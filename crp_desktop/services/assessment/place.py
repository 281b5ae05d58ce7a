"""Where a person was in the wizard, kept in the file: going on later begins at the same statement."""

from dataclasses import dataclass

from crp_desktop.domain.kinds import ScorerRole
from crp_desktop.services.capture.draft import draft, save_draft
from crp_desktop.storage.store import Store

_LAST = "assessment"


@dataclass(frozen=True, slots=True)
class WizardPlace:
    """A statement ("" for the review) of a badge in a period, for one scorer."""

    period_id: str
    badge_key: str
    role: ScorerRole
    statement: str


def remember_place(store: Store, /, place: WizardPlace) -> None:
    """Keeps where the person is; nothing is kept in a file that is open for reading only."""
    if store.read_only:
        return
    context = {"period": place.period_id, "badge": place.badge_key, "role": place.role.value}
    for name in (_name(place.period_id, place.badge_key, place.role), _LAST):
        save_draft(store, name, place.statement, context)


def remembered_place(
    store: Store, /, period_id: str, badge_key: str, role: ScorerRole = ScorerRole.FIRST
) -> WizardPlace | None:
    """Where this scorer was in this badge, None when never there."""
    kept = draft(store, _name(period_id, badge_key, role))
    return None if kept is None else WizardPlace(period_id, badge_key, role, kept.text)


def last_place(store: Store, /) -> WizardPlace | None:
    """Where anybody was last, in whatever badge."""
    kept = draft(store, _LAST)
    if kept is None:
        return None
    about = kept.context
    return WizardPlace(about["period"], about["badge"], ScorerRole(about["role"]), kept.text)


def _name(period_id: str, badge_key: str, role: ScorerRole) -> str:
    return f"assessment:{period_id}:{badge_key}:{role.value}"
