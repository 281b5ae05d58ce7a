"""Errors a person reads: what happened, what is safe, what to do."""


class Problem(Exception):
    """Something the person can understand and act on; all three parts are translated sentences."""

    def __init__(self, what: str, safe: str = "", todo: str = "") -> None:
        super().__init__(what, safe, todo)
        self.what = what
        self.safe = safe
        self.todo = todo

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.safe, self.todo) if part)


class StoreProblem(Problem):
    """The programme file cannot be opened or written."""


class NotAProgramme(StoreProblem):
    """There is no file, or what is there was never a programme file of CRP Desktop."""


class Damaged(StoreProblem):
    """The file was a programme once; a part of it is missing or does not match its own checks."""


class PartMissing(Damaged):
    """The file beside the programme that has the newest changes is missing; what was folded in before is whole."""


class PassphraseNeeded(StoreProblem):
    """The file is locked and no passphrase was given."""


class WrongPassphrase(StoreProblem):
    """The passphrase does not open the file, or the file is not a programme: the two look the same."""


class NewerVersion(StoreProblem):
    """The file was written by a newer CRP Desktop."""


class InUse(StoreProblem):
    """Somebody else has the file open; `holder` says who. `left_behind`: by a computer that did not close it."""

    def __init__(
        self, holder: str, what: str, safe: str = "", todo: str = "", *, left_behind: bool = False
    ) -> None:
        super().__init__(what, safe, todo)
        self.holder = holder
        self.left_behind = left_behind


class ReadOnly(StoreProblem):
    """The file is open for reading only, or its folder cannot be written to."""


class WriteFailed(StoreProblem):
    """The disk refused a change (full, taken out, moved); what was saved before is untouched."""


class InputProblem(Problem):
    """A file or text that came from outside cannot be taken; nothing of it was."""


class NotFound(Problem):
    """A workshop, note, finding or other row that was named is not there."""


class Refused(Problem):
    """The change would break a rule; nothing was changed."""


class Hidden(Refused):
    """What was asked for is not to be seen yet by who works now: nothing is wrong."""
