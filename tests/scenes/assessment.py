"""Pictures of the self-assessment: every step, the review with problems and without, young people's mode, a break."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crp_desktop.services.assessment.framework import current_framework
from crp_desktop.services.assessment.indicator import indicators
from crp_desktop.services.assessment.period import periods
from crp_desktop.services.assessment.review import review
from crp_desktop.services.assessment.rubric import with_outcome, with_statement
from crp_desktop.services.assessment.scoring import badge_view
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.evidence import EvidenceDialog
from crp_desktop.ui.dialogs.indicator import IndicatorDialog
from crp_desktop.ui.dialogs.outcome import OutcomeDialog
from crp_desktop.ui.dialogs.period import PeriodDialog
from crp_desktop.ui.dialogs.rubric import OfferDialog, StatementDialog
from crp_desktop.ui.dialogs.young_mode import YoungMode
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.assessment.wizard_page import WizardPage
from crp_desktop.ui.pages.assessment.young_page import SlipDialog
from crp_desktop.ui.preferences import Preferences
from tests import assessed
from tests.assessed import BADGE, Situation, at, period_of
from tests.ui.shell import window_on

FindingComposer = Callable[[str], Store]
Scene = Callable[[], QWidget]

PAGES: dict[str, tuple[str, str, Situation]] = {
    "empty": ("assessment", "empty", assessed.nothing),
    "overview": ("assessment", "sample", assessed.nothing),
    "overview-all": ("assessment", "sample", assessed.every_badge),
    "overview-blind": ("assessment", "sample", assessed.half_way),
    "wizard-evidence": (
        "assessment_wizard", "sample", at("2025-26", BADGE, statement="culture.respect_every_day"),
    ),
    "wizard-over-cap": ("assessment_wizard", "sample", assessed.over_cap),
    "wizard-nothing": ("assessment_wizard", "empty", assessed.nothing),
    "wizard-stress": ("assessment_wizard", "stress", assessed.stressed),
    "review-problems": ("assessment_review", "sample", at("2026-27", "communication")),
    "review": ("assessment_review", "sample", at("2025-26", BADGE)),
    "review-compared": ("assessment_review", "sample", assessed.compared),
    "review-stress": ("assessment_review", "stress", assessed.stressed),
    "review-signed": ("assessment_review", "sample", assessed.asked_by_the_board),
    "sign-off": ("assessment_sign_off", "empty", assessed.finished),
    "sign-off-sample": ("assessment_sign_off", "sample", at("2025-26", BADGE)),
    "young-page": ("assessment_young", "sample", assessed.answered),
    "progress": ("assessment_progress", "sample", assessed.nothing),
    "progress-break": ("assessment_progress", "sample", assessed.reworded),
    "progress-many": ("assessment_progress", "sample", assessed.many_periods),
    "progress-empty": ("assessment_progress", "empty", assessed.nothing),
    "readiness": ("assessment_readiness", "sample", assessed.nothing),
    "rubric": ("assessment_rubric", "sample", assessed.nothing),
    "rubric-not-adopted": ("assessment_rubric", "empty", assessed.nothing),
    "sources": ("assessment_sources", "sample", assessed.nothing),
    "sources-empty": ("assessment_sources", "empty", assessed.nothing),
    "settings-rubric": ("settings", "sample", at(card="rubric")),
}  # fmt: skip


def _operations(store: Store) -> Operations:
    ops = Operations(Preferences(Path(mkdtemp()) / "settings.json"))
    ops.use(store)
    return ops


def _page(make: FindingComposer, page: str, kind: str, situation: Situation) -> QWidget:
    store = make(kind)
    window = window_on(store, Path(mkdtemp()), page, **situation(store))
    shown = window.current_page
    QApplication.processEvents()
    if isinstance(shown, WizardPage) and situation is assessed.over_cap:
        shown.show_cap()
    return window


def _second(make: FindingComposer) -> QWidget:
    store = make("sample")
    return window_on(store, Path(mkdtemp()), "assessment_wizard", role="second", **assessed.blind(store))


def _young(make: FindingComposer, step: int) -> QWidget:
    store = make("sample")
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


def _evidence(store: Store, _ops: Operations) -> QDialog:
    one = badge_view(store, period_of(store, "2025-26"), BADGE).statements[2].evidence[0]
    return EvidenceDialog(None, one.kind, one)


def _offer(store: Store, _ops: Operations) -> QDialog:
    first = current_framework(store).framework.badge(BADGE).statements[0]
    needs = first.needs[:1]
    words = "Every adult who meets children knows their rights."
    return OfferDialog(None, with_statement(store, first.key, text=words, needs=needs))


def _outcome_offer(store: Store, _ops: Operations) -> QDialog:
    return OfferDialog(
        None, with_outcome(store, "Play & rest", "Children have time and room to play.", (31,))
    )


def _statement(store: Store, _ops: Operations) -> QDialog:
    framework = current_framework(store).framework
    return StatementDialog(None, framework, framework.badge(BADGE).statements[0])


def _indicator(store: Store, _ops: Operations) -> QDialog:
    return IndicatorDialog(None, indicators(store, BADGE)[0], [(BADGE, "Culture")])


def _period(store: Store, ops: Operations) -> QDialog:
    return PeriodDialog(None, ops, periods(store)[0])


def _outcome(_store: Store, ops: Operations) -> QDialog:
    return OutcomeDialog(None, ops)


def _slip(store: Store, ops: Operations) -> QDialog:
    return SlipDialog(None, ops, review(store, period_of(store, "2025-26"), BADGE))


DIALOGS: dict[str, Callable[[Store, Operations], QDialog]] = {
    "evidence-dialog": _evidence,
    "offer-dialog": _offer,
    "outcome-offer-dialog": _outcome_offer,
    "statement-dialog": _statement,
    "indicator-dialog": _indicator,
    "period-dialog": _period,
    "outcome-dialog": _outcome,
    "slip-dialog": _slip,
}
YOUNG_STEPS = ("young-welcome", "young-question", "young-thanks", "young-leaving")


def _dialog(make: FindingComposer, made: Callable[[Store, Operations], QDialog]) -> QWidget:
    store = make("sample")
    ops = _operations(store)
    dialog = made(store, ops)
    dialog.destroyed.connect(ops.close)
    return dialog


def scenes(make_programme: FindingComposer) -> dict[str, Scene]:
    found: dict[str, Scene] = {name: partial(_page, make_programme, *row) for name, row in PAGES.items()}
    found["wizard-second"] = partial(_second, make_programme)
    found |= {name: partial(_young, make_programme, step) for step, name in enumerate(YOUNG_STEPS)}
    return found | {name: partial(_dialog, make_programme, made) for name, made in DIALOGS.items()}
