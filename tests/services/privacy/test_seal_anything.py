"""Whatever was done with a note before, splitting, joining, findings, undo: once sealed or withdrawn it is nowhere."""

from pathlib import Path

import pytest

from crp_desktop.domain.capture import parse_line
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note, note_edit
from crp_desktop.services.privacy import safeguarding, withdrawal
from tests.make import new_programme
from tests.replay import assert_journal_explains, undo_label
from tests.services.privacy.test_safeguarding import SECRET, everything_but_sealed
from tests.services.test_undo_everything import Act, Person


class Careful(Person):
    """Somebody who splits, joins and adds words, and never deletes the note that matters."""

    def _acts(self) -> list[Act]:
        acts = super()._acts()
        return [*acts, self._back, self._split, self._join] if self._edit in acts else acts

    def _words(self, note_id: str) -> str:
        return note.notes_by_id(self.store, [note_id])[note_id].text

    def _back(self) -> None:
        if undo_label(self.store) != "Add workshop":
            self.store.undo()

    def _lose(self) -> None:
        which = self._note()
        if SECRET not in self._words(which):
            note.delete_notes(self.store, [which])

    def _edit(self) -> None:
        which = self._note()
        words = self._words(which)
        note.change_note(self.store, which, text=self.dice.choice((f"{words} also", f"so {words}")))

    def _split(self) -> None:
        which = self._note()
        note_edit.split_note(self.store, which, self.dice.randint(1, len(self._words(which))))

    def _say(self) -> None:
        return

    def _part(self) -> None:
        return


@pytest.mark.parametrize("seed", [100, 104, 108, 115])
def test_what_was_sealed_or_withdrawn_is_nowhere_and_stays_so(tmp_path: Path, seed: int) -> None:
    store = new_programme(tmp_path / "a.crp")
    person = Careful(store, seed)
    capture.file_line(store, person.shop, parse_line(f"P9: {SECRET} and some more words"), None)
    for _ in range(30):
        person.act()
    chosen = [one.id for one in note.notes(store, person.shop) if SECRET in one.text]
    assert chosen
    if seed % 2:
        found = withdrawal.withdrawal_of_notes(store, chosen).findings
        withdrawal.withdraw(store, person.shop, chosen, [one.finding.id for one in found])
        assert undo_label(store) is None
    else:
        safeguarding.seal(store, person.shop, safeguarding.Concern("said"), chosen)
    assert SECRET not in everything_but_sealed(store)
    assert_journal_explains(store)
    while undo_label(store):
        store.undo()
        assert SECRET not in everything_but_sealed(store)
    assert_journal_explains(store)
    store.close()
