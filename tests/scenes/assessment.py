"""Pictures of the self-assessment: every step, the review with problems and without, young people's mode, a break."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QApplication, QWidget

from crp_desktop.domain.kinds import Confidence, FindingKind
from crp_desktop.domain.sign_off import Meeting, Signatory
from crp_desktop.services.assessment import badge_view, declare_interests, finish, score
from crp_desktop.services.evidence import attach
from crp_desktop.services.finding import add_finding
from crp_desktop.services.framework import current_framework
from crp_desktop.services.mapping import map_badge
from crp_desktop.services.period import add_period, periods
from crp_desktop.services.rubric import take, with_statement
from crp_desktop.services.sign_off import SignOffForm, add_comment, answer_comment, sign_off, versions
from crp_desktop.services.young_view import answer_sheet, new_sheet
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.evidence import EvidenceDialog
from crp_desktop.ui.dialogs.rubric import OfferDialog
from crp_desktop.ui.dialogs.young_mode import YoungMode
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.assessment_wizard import WizardPage
from crp_desktop.ui.preferences import Preferences
from tests.programmes import ARABIC, LONG_WORD, MARKUP
from tests.ui.shell import window_on

BADGE = "culture"
FORM = SignOffForm(
    (
        Signatory("Ruth Adeyemi", "Child Rights Lead"),
        Signatory("Councillor Imran Shah", "Lead member for children"),
    ),
    Meeting("Children’s Partnership Board", "2026-10-14", "Item 4"),
)


def period_of(store: Store, label: str) -> str:
    """The period with this label."""
    return next(one.id for one in periods(store) if one.label == label)


def signed(store: Store, label: str) -> str:
    """The sample's culture signed off in a period that was finished, unless the sample did that itself."""
    period = period_of(store, label)
    if not versions(store, period, BADGE):
        view = badge_view(store, period, BADGE)
        declare_interests(store, view.assessment_id, "Leads the programme that is assessed.")
        sign_off(store, period, BADGE, FORM)
    return period


def answered(store: Store, period: str) -> None:
    """Nine slips that see some things as adults do and some not."""
    keys = [one.key for one in badge_view(store, period, BADGE).statements]
    scale = ("not_yet", "a_bit", "mostly", "yes", "dont_know")
    for number in range(9):
        picks = {key: scale[(0, 2, number % 5, 4, 3)[place % 5]] for place, key in enumerate(keys)}
        answer_sheet(store, period, BADGE, new_sheet(), picks)


def with_break(store: Store) -> None:
    """A second period signed off, then a statement worded anew and scored in the third."""
    signed(store, "2024-25")
    signed(store, "2025-26")
    first = current_framework(store).framework.badge(BADGE).statements[0]
    words = "Every adult who meets children knows their rights and acts on them."
    take(store, with_statement(store, first.key, text=words).framework)
    later = period_of(store, "2026-27")
    for place, one in enumerate(badge_view(store, later, BADGE).statements):
        score(store, later, BADGE, one.key, level=(2, 2, 3, 2, 3)[place % 5], reason="As the evidence says.")


def stressed(store: Store) -> str:
    """Words as long and as strange as they get, in a statement's reasons and evidence."""
    period = add_period(store, "Period of " + LONG_WORD[:40], "2026-04-01", "2027-03-31").value
    for number, text in enumerate((LONG_WORD, MARKUP, ARABIC)):
        found = add_finding(store, list(FindingKind)[number], text).value
        map_badge(store, found, BADGE)
        one = badge_view(store, period, BADGE).statements[0]
        attach(store, period, one.key, found)
    score(store, period, BADGE, one.key, level=3, reason=LONG_WORD, over_cap_reason=ARABIC,
          confidence=Confidence.LOW, confidence_reason=MARKUP)  # fmt: skip
    return period


def _operations(store: Store) -> Operations:
    ops = Operations(Preferences(Path(mkdtemp()) / "settings.json"))
    ops.use(store)
    return ops


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Callable[[], QWidget]]:
    def at(page: str, kind: str = "sample", label: str = "", **target: str) -> QWidget:
        store = make_programme(kind)
        if label:
            target |= {"period": period_of(store, label)}
        return window_on(store, Path(mkdtemp()), page, **target)

    def over_cap() -> QWidget:
        store = make_programme("sample")
        where = {"period": period_of(store, "2026-27"), "badge": "communication"}
        statement = "communication.understandable"
        score(store, where["period"], where["badge"], statement, level=4)
        window = window_on(store, Path(mkdtemp()), "assessment_wizard", statement=statement, **where)
        page = window.current_page
        assert isinstance(page, WizardPage)
        QApplication.processEvents()
        page.show_cap()
        return window

    def after_signing() -> QWidget:
        store = make_programme("sample")
        signed(store, "2024-25")
        period = signed(store, "2025-26")
        made = versions(store, period, BADGE)[0]
        assert made.signed is not None
        comment = add_comment(store, made.signed.id, "Who asked young carers?", "Councillor Imran Shah").value
        answer_comment(store, comment, "The forum will, before the next period.", "Ruth Adeyemi")
        add_comment(store, made.signed.id, "Is 3 fair for awards?", "Headteacher, Alder School")
        return window_on(store, Path(mkdtemp()), "assessment_review", period=period, badge=BADGE)

    def side_by_side() -> QWidget:
        store = make_programme("sample")
        period = period_of(store, "2026-27")
        answered(store, period)
        for place, one in enumerate(badge_view(store, period, BADGE).statements):
            score(store, period, BADGE, one.key, level=(3, 2, 2, 3, 1)[place % 5])
        return window_on(store, Path(mkdtemp()), "assessment_young", period=period, badge=BADGE)

    def finished() -> QWidget:
        store = make_programme("empty")
        period = add_period(store, "2026-27", "2026-04-01", "2027-03-31").value
        for one in badge_view(store, period, BADGE).statements:
            score(store, period, BADGE, one.key, level=0, reason="Nothing was shown.",
                  confidence=Confidence.HIGH, confidence_reason="There is nothing to read.")  # fmt: skip
        finish(store, period, BADGE)
        return window_on(store, Path(mkdtemp()), "assessment_sign_off", period=period, badge=BADGE)

    def broken_trend() -> QWidget:
        store = make_programme("sample")
        with_break(store)
        return window_on(store, Path(mkdtemp()), "assessment_progress")

    def stress(page: str) -> QWidget:
        store = make_programme("stress")
        return window_on(store, Path(mkdtemp()), page, period=stressed(store), badge=BADGE)

    def young(step: int) -> QWidget:
        store = make_programme("sample")
        ops = _operations(store)
        mode = YoungMode(None, ops, badge_view(store, period_of(store, "2026-27"), BADGE))
        mode.setProperty("ownSize", True)
        mode.resize(1366, 768)
        if step:
            mode.begin.click()
            mode.faces[2].setFocus()
        if step > 1:
            mode.stack.setCurrentIndex(step)
        mode.destroyed.connect(ops.close)
        mode._may_leave = True
        return mode

    def evidence() -> QWidget:
        store = make_programme("sample")
        one = badge_view(store, period_of(store, "2025-26"), BADGE).statements[2].evidence[0]
        dialog = EvidenceDialog(None, one.kind, one)
        dialog.destroyed.connect(store.close)
        return dialog

    def offered() -> QWidget:
        store = make_programme("sample")
        first = current_framework(store).framework.badge(BADGE).statements[0]
        found = with_statement(store, first.key, text="Every adult who meets children knows their rights.")
        dialog = OfferDialog(None, found)
        dialog.destroyed.connect(store.close)
        return dialog

    return {
        "empty": lambda: at("assessment", "empty"),
        "overview": lambda: at("assessment"),
        "wizard-evidence": lambda: at("assessment_wizard", label="2025-26", badge=BADGE,
                                      statement="culture.respect_every_day"),
        "wizard-over-cap": over_cap,
        "wizard-nothing": lambda: at("assessment_wizard", "empty"),
        "wizard-stress": lambda: stress("assessment_wizard"),
        "review-problems": lambda: at("assessment_review", label="2026-27", badge="communication"),
        "review": lambda: at("assessment_review", label="2025-26", badge=BADGE),
        "review-stress": lambda: stress("assessment_review"),
        "review-signed": after_signing,
        "sign-off": finished,
        "young-page": side_by_side,
        "young-welcome": lambda: young(0),
        "young-question": lambda: young(1),
        "young-thanks": lambda: young(2),
        "young-leaving": lambda: young(3),
        "progress-break": broken_trend,
        "progress-empty": lambda: at("assessment_progress", "empty"),
        "readiness": lambda: at("assessment_readiness"),
        "rubric": lambda: at("assessment_rubric"),
        "rubric-not-adopted": lambda: at("assessment_rubric", "empty"),
        "evidence-dialog": evidence,
        "offer-dialog": offered,
    }  # fmt: skip
