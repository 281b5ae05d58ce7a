"""What a page is told of what changed: the records, those they are parts of, or that it may be any."""

from crp_desktop.domain.kinds import FindingKind, RecordKind
from crp_desktop.domain.records import StepInfo
from crp_desktop.services.findings.finding import add_finding
from crp_desktop.services.rights.mapping import map_article
from crp_desktop.storage.store import Store
from crp_desktop.ui.page import Changes

_NOTE = RecordKind.NOTE


def _step(*note_ids: str) -> StepInfo:
    rows = frozenset((_NOTE, one) for one in note_ids)
    return StepInfo("step", "", frozenset({_NOTE}), frozenset(), rows)


def test_a_mapping_tells_of_its_finding_also_when_it_is_taken_back(store: Store) -> None:
    finding_id = add_finding(store, FindingKind.IDEA, "More paths").value
    steps = [map_article(store, finding_id, 31).step, store.undo(), store.redo()]
    for step in steps:
        assert Changes.of(step).ids(RecordKind.FINDING) == {finding_id}
        assert Changes.of(step).kinds == {RecordKind.FINDING_ARTICLE}


def test_changes_are_gathered_until_a_page_is_shown() -> None:
    both = Changes.of(_step("a")) | Changes.of(_step("b"))
    assert both.ids(_NOTE) == {"a", "b"}
    assert both.ids(RecordKind.FINDING) == frozenset()


def test_a_step_that_names_no_records_may_have_changed_any() -> None:
    assert Changes.of(_step()).ids(_NOTE) is None
    assert (Changes.of(_step("a")) | Changes.of(_step())).ids(_NOTE) is None


def test_very_many_records_are_any() -> None:
    halves = [_step(*map(str, range(at, at + 300))) for at in (0, 300)]
    assert Changes.of(halves[0]).ids(_NOTE) is not None
    assert (Changes.of(halves[0]) | Changes.of(halves[1])).ids(_NOTE) is None
