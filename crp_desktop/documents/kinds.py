"""Which kinds of document there are. Each is gathered by a module of its own, loaded when it is first made."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from crp_desktop.documents import options
from crp_desktop.documents.model import DocumentKind, Option, PreparedDocument, Request, Subject
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.storage.store import Store


def kinds() -> tuple[DocumentKind, ...]:
    """Every kind of document, in the order of the window's gallery."""
    return (*_of_a_workshop(), *_of_a_period(), *_of_the_programme())


def kind(key: str) -> DocumentKind:
    """The kind of that key; raises InputProblem when there is none."""
    for one in kinds():
        if one.key == key:
            return one
    raise InputProblem(
        tr("There is no document called “{key}”.", key=key),
        "",
        tr("Choose one of: {names}.", names=", ".join(one.key for one in kinds())),
    )


# Each row: its key, who gathers it (module and function), its title, its readers, what it is for, what can be chosen.


def _of_a_workshop() -> tuple[DocumentKind, ...]:
    about = Subject.WORKSHOP
    return (
        _kind(
            "workshop-summary", about, "workshop_summary.prepare",
            tr("Workshop summary"), tr("For people who took part and for the board"),
            tr("What one workshop said: who took part, the findings with their rights and badges, what happens next."),
            options.quotes(), options.bands(), options.chart(), options.convention(),
        ),
        _kind(
            "handout", about, "handout.prepare",
            tr("“You said” handout"), tr("For children and young people"),
            tr("What they told you, one idea at a time, and what happens next. Large type and "
"plain words, to take home."),
            options.style(), options.which(), options.quotes(), options.answers(),
        ),
        _kind(
            "facilitator-pack", about, "facilitator_pack.prepare",
            tr("Facilitator’s pack"), tr("For people who run the workshop"),
            tr("To take with you: the plan with times, a checklist, tally and note sheets, dot "
"voting, who to call and privacy."),
            flows=False,
        ),
    )  # fmt: skip


def _of_a_period() -> tuple[DocumentKind, ...]:
    about = Subject.PERIOD
    return (
        _kind(
            "badge-assessment", about, "badge_assessment.prepare_badge",
            tr("Badge assessment"), tr("For the board and the badge lead"),
            tr("One badge in a period: levels and reasons, evidence, both views, what limits "
"the level, sign-off."),
            about=("period", "badge"),
        ),
        _kind(
            "period-assessment", about, "badge_assessment.prepare_period",
            tr("Period assessment"), tr("For the board and the committee"),
            tr("Every badge assessed in a period: the spread at a glance, then each badge in full."),
            about=("period",),
        ),
        _kind(
            "readiness", about, "badge_assessment.prepare_readiness",
            tr("Readiness"), tr("For people who prepare for the panel’s visit"),
            tr("What a panel is likely to ask about each statement, as a checklist."),
            about=("period",),
        ),
    )  # fmt: skip


def _of_the_programme() -> tuple[DocumentKind, ...]:
    about = Subject.PROGRAMME
    return (
        _kind(
            "rights-map", about, "rights_map.prepare",
            tr("Rights map"), tr("For the board and for planning"),
            tr("Which rights people talked about, who talked about them, the badges they fit, "
"and who has not been heard yet."),
            options.span(), about=("period",),
        ),
        _kind(
            "evidence-pack", about, "evidence_pack.prepare",
            tr("Evidence pack"), tr("For the independent panel"),
            tr("Every claim with its number and source, and anything that contradicts it. Or a "
"2-page version for children."),
            options.version(), options.quotes(), about=("badge",),
        ),
        _kind(
            "evidence-return", about, "evidence_return.prepare",
            tr("Evidence return"), tr("For partner organisations"),
            tr("A form for each badge, for a partner organisation to fill in. You can import "
"its answers as a CSV file."),
            about=("badge",), flows=False,
        ),
        _kind(
            "committee-paper", about, "committee_paper.prepare",
            tr("Committee paper"), tr("For elected members. An officer completes it."),
            tr("Standard committee headings filled in from your programme: reasons, "
"recommendations, next steps and implications."),
            options.span(), about=("period",),
        ),
        _kind(
            "rights-cards", about, "rights_cards.prepare",
            tr("Rights cards"), tr("For work with groups"),
            tr("One card for each right, with a question to talk about: four to a sheet, both sides, to cut out."),
            options.cards(), both_sides=True, flows=False,
        ),
    )  # fmt: skip


def _kind(
    key: str,
    subject: Subject,
    gatherer: str,
    title: str,
    readers: str,
    purpose: str,
    *chosen: Option,
    **more: Any,
) -> DocumentKind:
    return DocumentKind(key, title, purpose, readers, subject, chosen, _gather(gatherer), **more)


def _gather(name: str) -> Callable[[Store, Request], PreparedDocument]:
    """What gathers a document: a function of the `gather` module of a document's package, named “package.function”."""
    module, _, function = name.partition(".")

    def prepare(store: Store, /, request: Request) -> PreparedDocument:
        prepared: PreparedDocument = getattr(
            import_module(f"crp_desktop.documents.{module}.gather"), function
        )(store, request)
        return prepared

    return prepare
