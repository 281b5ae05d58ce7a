"""Which kinds of document there are. Each is gathered by a module of its own, loaded when it is first made."""

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.words import tr
from crp_desktop.services import report_options as options
from crp_desktop.services.report_model import Kind, Prepared, Request, Subject
from crp_desktop.storage.store import Store


def kinds() -> tuple[Kind, ...]:
    """Every kind of document, in the order of the window's gallery."""
    return (
        Kind(
            "workshop-summary",
            tr("Workshop summary"),
            tr(
                "What one workshop said: who took part, the findings with their rights and badges, what happens next."
            ),
            tr("For the people in the room and the board"),
            Subject.WORKSHOP,
            (options.quotes(), options.bands(), options.chart(), options.convention()),
            _workshop_summary,
        ),
        Kind(
            "handout",
            tr("“You said” handout"),
            tr(
                "What they told you, one idea a block, and what happens next: large type, plain words, to take home."
            ),
            tr("For children and young people"),
            Subject.WORKSHOP,
            (options.style(), options.which(), options.quotes(), options.answers()),
            _handout,
        ),
        Kind(
            "facilitator-pack",
            tr("Facilitator’s pack"),
            tr(
                "To take along: the plan with times, checks, tally and note sheets, dot voting, whom to call, privacy."
            ),
            tr("For those who run the workshop"),
            Subject.WORKSHOP,
            (),
            _facilitator_pack,
            flows=False,
        ),
        Kind(
            "badge-assessment",
            tr("Badge assessment"),
            tr("One badge in a period: levels and why, evidence, both views, what holds it, sign-off."),
            tr("For the board and the badge’s owner"),
            Subject.PERIOD,
            (),
            _badge_assessment,
            about=("period", "badge"),
        ),
        Kind(
            "period-assessment",
            tr("Period assessment"),
            tr("Every badge assessed in a period: the spread at a glance, then each badge in full."),
            tr("For the board and the committee"),
            Subject.PERIOD,
            (),
            _period_assessment,
            about=("period",),
        ),
        Kind(
            "readiness",
            tr("Readiness"),
            tr("What a panel would ask about every statement, as a list to work through."),
            tr("For those who prepare the panel’s visit"),
            Subject.PERIOD,
            (),
            _readiness,
            about=("period",),
        ),
        Kind(
            "rights-map",
            tr("Rights map"),
            tr(
                "Which rights were spoken about, under which badges and by whom, and where nobody was heard yet."
            ),
            tr("For the board and for planning"),
            Subject.PROGRAMME,
            (options.span(),),
            _rights_map,
            about=("period",),
        ),
        Kind(
            "evidence-pack",
            tr("Evidence pack"),
            tr("Every claim numbered and traced, with what contradicts it; or two pages for children."),
            tr("For the independent panel"),
            Subject.PROGRAMME,
            (options.version(), options.quotes()),
            _evidence_pack,
            about=("badge",),
        ),
        Kind(
            "evidence-return",
            tr("Evidence return"),
            tr(
                "A form for each badge that a partner organisation fills in; its answers go in by CSV import."
            ),
            tr("For partner organisations"),
            Subject.PROGRAMME,
            (),
            _evidence_return,
            about=("badge",),
            flows=False,
        ),
        Kind(
            "committee-paper",
            tr("Committee paper"),
            tr(
                "The headings councils use, filled from the programme: why, recommendations, next steps, implications."
            ),
            tr("For elected members; an officer completes it"),
            Subject.PROGRAMME,
            (options.span(),),
            _committee_paper,
            about=("period",),
        ),
        Kind(
            "rights-cards",
            tr("Rights cards"),
            tr(
                "One card for each right, with a question to talk about: four to a sheet, both sides, to cut out."
            ),
            tr("For work with groups"),
            Subject.PROGRAMME,
            (options.cards(),),
            _rights_cards,
            both_sides=True,
            flows=False,
        ),
    )


def kind(key: str) -> Kind:
    """The kind of that key; raises InputProblem when there is none."""
    for one in kinds():
        if one.key == key:
            return one
    raise InputProblem(
        tr("There is no document called “{key}”.", key=key),
        "",
        tr("Choose one of: {names}.", names=", ".join(one.key for one in kinds())),
    )


def _workshop_summary(store: Store, request: Request) -> Prepared:
    from crp_desktop.services.report_workshop_summary import prepare

    return prepare(store, request)


def _handout(store: Store, request: Request) -> Prepared:
    from crp_desktop.services.report_handout import prepare

    return prepare(store, request)


def _rights_cards(store: Store, request: Request) -> Prepared:
    from crp_desktop.services.report_rights_cards import prepare

    return prepare(store, request)


def _rights_map(store: Store, request: Request) -> Prepared:
    from crp_desktop.services.report_rights_map import prepare

    return prepare(store, request)


def _facilitator_pack(store: Store, request: Request) -> Prepared:
    from crp_desktop.services.report_facilitator_pack import prepare

    return prepare(store, request)


def _committee_paper(store: Store, request: Request) -> Prepared:
    from crp_desktop.services.report_committee_paper import prepare

    return prepare(store, request)


def _evidence_pack(store: Store, request: Request) -> Prepared:
    from crp_desktop.services.report_evidence_pack import prepare

    return prepare(store, request)


def _evidence_return(store: Store, request: Request) -> Prepared:
    from crp_desktop.services.report_evidence_return import prepare

    return prepare(store, request)


def _badge_assessment(store: Store, request: Request) -> Prepared:
    from crp_desktop.services.report_badge_assessment import prepare_badge

    return prepare_badge(store, request)


def _period_assessment(store: Store, request: Request) -> Prepared:
    from crp_desktop.services.report_badge_assessment import prepare_period

    return prepare_period(store, request)


def _readiness(store: Store, request: Request) -> Prepared:
    from crp_desktop.services.report_badge_assessment import prepare_readiness

    return prepare_readiness(store, request)
