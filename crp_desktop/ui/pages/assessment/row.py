"""One badge in the overview: how far it is, its levels beside the last period's, and young people's own view."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.assessment import Spread
from crp_desktop.domain.i18n import tr
from crp_desktop.services.assessment.records import AssessmentState
from crp_desktop.services.assessment.scoring import BadgeLine, Overview
from crp_desktop.ui import theme
from crp_desktop.ui.pages.assessment.words import (
    STATE_ICONS,
    spread_said,
    state_words,
    young_said,
    young_symbols,
)
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, Icon
from crp_desktop.ui.widgets.chips import BadgeChip
from crp_desktop.ui.widgets.faces import FaceStrip
from crp_desktop.ui.widgets.layout import column, flow, panel, row
from crp_desktop.ui.widgets.levels import SpreadStrip
from crp_desktop.ui.widgets.text import Label, Quiet

_STRIP = 232
Go = Callable[[str, str], object]


class BadgeRow(Card):
    """`go(page, role)` opens "assessment_wizard", "assessment_review" or "assessment_young" for this badge."""

    def __init__(self, shown: Overview, line: BadgeLine, go: Go, *, first: bool) -> None:
        assert shown.period is not None
        self._line, self._names = line, shown.level_names
        now = self._strip(shown.period.label, line.spread)
        self._add_young(now)
        parts = [self._head(), _sized(now)]
        if line.before_spread is not None:
            parts.append(_sized(self._strip(line.before, line.before_spread)))
        else:
            parts.append(_sized(panel(column(Quiet(tr("No earlier period"))))))
        super().__init__(
            flow(*parts, self._buttons(go, first=first), gap=16), margin=12, name=line.badge.name
        )
        self.setObjectName(f"badge-{line.badge.key}")

    def _head(self) -> QWidget:
        line = self._line
        icon, ink = STATE_ICONS[line.state]
        state = panel(row(Icon(icon, ink, 18), Label(state_words(line.state), wrap=False), None, gap=6))
        head = column(BadgeChip(line.badge.name, line.badge.kind), state, gap=4)
        if line.second:
            head.addWidget(Quiet(tr("with a second scorer")))
        about = panel(head)
        theme.size(about, min_width=240)
        return about

    def _strip(self, period: str, found: Spread) -> QWidget:
        name = tr("{badge} in {period}", badge=self._line.badge.name, period=period)
        hidden = self._line.hidden and found.assessed == 0
        words = tr("Hidden until both have finished") if hidden else spread_said(found, self._names)
        strip = SpreadStrip(found, self._names, name)
        return panel(column(Label(period, "small", "quiet", wrap=False), strip, Quiet(words), gap=4))

    def _add_young(self, under: QWidget) -> None:
        """Young people's faces under the adults' levels; that they were not asked, once the badge was begun."""
        views, box = self._line.young, under.layout()
        assert box is not None
        if any(view is not None for view in views):
            said = tr("Young people, by statement: {said}", said=young_said(views))
            box.addWidget(FaceStrip(young_symbols(views), said))
            box.addWidget(Quiet(said))
        elif self._line.state is not AssessmentState.NOT_STARTED:
            box.addWidget(Quiet(tr("Young people: not asked yet")))

    def _buttons(self, go: Go, *, first: bool) -> QWidget:
        line = self._line
        begun = line.state is not AssessmentState.NOT_STARTED
        wizard = line.state in (AssessmentState.NOT_STARTED, AssessmentState.IN_PROGRESS) or line.hidden
        words = tr("Review")
        if wizard:
            words = tr("Go on") if begun else tr("Begin")
        where = "assessment_wizard" if wizard else "assessment_review"
        act = partial(go, where, "second" if line.hidden else "first")
        button = Button(words, act, icon="pencil" if wizard else "list-checks")
        button.setObjectName("go-first" if first else f"go-{line.badge.key}")
        button.setAccessibleName(tr("{act}: {badge}", act=words, badge=line.badge.name))
        buttons = [button]
        if not line.hidden:
            act = partial(go, "assessment_young", "first")
            young = Button(tr("Young people’s view"), act, kind="quiet", icon="users")
            young.setAccessibleName(tr("Young people’s view: {badge}", badge=line.badge.name))
            buttons.append(young)
        return flow(*buttons, gap=4)


def _sized(part: QWidget) -> QWidget:
    theme.size(part, min_width=_STRIP, max_width=_STRIP)
    return part
