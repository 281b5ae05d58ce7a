"""What every printed document has in common: its kind, its options, what was asked for, and what was prepared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from crp_desktop.domain.i18n import tr
from crp_desktop.storage.store import Store

if TYPE_CHECKING:
    from crp_desktop.documents.numbers import Numbers
    from crp_desktop.rendering.document import Document

YES, NO = "yes", "no"


class Subject(StrEnum):
    """What one document of a kind is about."""

    PROGRAMME = "programme"
    WORKSHOP = "workshop"
    BADGE = "badge"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose before printing: one of `choices` (value, words, what it means), or yes or no where there are
    none. `remembered` ones keep their value for the next document; what lets words out is asked anew each time."""

    key: str
    label: str
    default: str
    choices: tuple[tuple[str, str, str], ...] = ()
    hint: str = ""
    remembered: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """Which document is wanted: `workshop`, `badge` and `period` are an id, a key and an id, "" for the latest or all;
    `options` may leave any out."""

    document: str
    workshop: str = ""
    badge: str = ""
    period: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at before the paper leaves: what, and what can be done. `holds` asks before it prints;
    `looked_at` is asked about one by one in the private review instead."""

    what: str
    todo: str = ""
    holds: bool = False
    looked_at: bool = False


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document ready to be laid out. `name` is a file name without an ending, `job` what a print queue may show:
    neither has a word of what anybody said. `numbers` are the numbers of people that it shows; `about` says which badge
    or period it is about, in words."""

    document: "Document"
    name: str
    job: str
    warnings: tuple[Warned, ...] = ()
    workshop_id: str = ""
    numbers: "Numbers | None" = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: the command line's key, what the window calls it, what it is for and for whom.

    `about` says which parts of a request can be chosen for it: "badge", "period". `both_sides` ones only make sense
    on paper printed on both sides, turned on the long edge. `flows` ones make sense
    without pages of their own: they can be saved as a web page and as a Word document too.
    """

    key: str
    title: str
    purpose: str
    readers: str
    subject: Subject
    options: tuple[Option, ...]
    prepare: Callable[[Store, Request], PreparedDocument]
    about: tuple[str, ...] = ()
    both_sides: bool = False
    flows: bool = True

    @property
    def takes(self) -> tuple[str, ...]:
        """Which parts of a request say something to it: "workshop", "badge", "period"."""
        by_option = any(choice[0] == Subject.WORKSHOP for option in self.options for choice in option.choices)
        of_workshop = self.subject is Subject.WORKSHOP or by_option
        return ("workshop", *self.about) if of_workshop else self.about

    def chosen(self, request: Request) -> dict[str, str]:
        """The value of every option of this kind; one that is not offered (any more) becomes the default."""
        return {option.key: _valid(option, request.options.get(option.key)) for option in self.options}


def _valid(option: Option, value: str | None) -> str:
    offered = {choice[0] for choice in option.choices} or {YES, NO}
    return value if value in offered else option.default


def not_unicef() -> str:
    """What stands on every paper that shows badges."""
    return tr("Internal self-assessment, not UNICEF criteria")
