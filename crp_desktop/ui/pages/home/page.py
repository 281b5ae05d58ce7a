"""Where things stand, and what to do next."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crp_desktop.domain.dates import as_day, long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind, RecordKind, Stage
from crp_desktop.domain.labels import label
from crp_desktop.services.assessment.framework import current_framework
from crp_desktop.services.programme.home import BadgeStanding, NextThing, Place, Standing, standing
from crp_desktop.ui import theme
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.home.parts import Figure, StageLine
from crp_desktop.ui.pages.waiting_card import waiting_card
from crp_desktop.ui.pages.workshops.start import start_workshop_now
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, Icon
from crp_desktop.ui.widgets.chips import BadgeButton
from crp_desktop.ui.widgets.layout import clear, column, flow, panel, row
from crp_desktop.ui.widgets.levels import LevelLegend, SpreadStrip
from crp_desktop.ui.widgets.text import Heading, Label, Quiet


class HomePage(Page):
    """The first page of a programme."""

    name = "home"
    interests = frozenset(
        {
            RecordKind.PROGRAMME,
            RecordKind.WORKSHOP,
            RecordKind.NOTE,
            RecordKind.FINDING,
            RecordKind.EXCERPT,
            RecordKind.FINDING_ARTICLE,
            RecordKind.FINDING_BADGE,
            RecordKind.ASSESSMENT,
            RecordKind.SCORE,
            RecordKind.MODERATION,
            RecordKind.SIGN_OFF,
            RecordKind.PERIOD,
            RecordKind.FRAMEWORK,
        }
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        self._council = ""
        self._counted: dict[str, bool] = {}
        self._purpose = ""
        super().__init__(ops, nav)
        self._content = column(gap=16)
        self.body.addLayout(self._content)
        self.body.addStretch(1)

    def title(self) -> str:
        return self._council or tr("Home")

    def purpose(self) -> str:
        return self._purpose

    def refresh(self) -> None:
        now: Standing = self.ops.ask(standing)
        self._council = now.programme.council
        self._counted = {"standing": True} if now.struck else {}
        self._purpose = _programme_words(now)
        self.header_changed.emit()
        clear(self._content)
        if now.programme.illustrative:
            self._content.addWidget(_illustrative())
        if reminder := waiting_card(self, self.ops, self.redraw):
            self._content.addWidget(reminder)
        self._content.addWidget(StageLine(now.programme.stage))
        self._content.addWidget(self._next_card(now))
        self._content.addWidget(self._figures(now))
        self._content.addWidget(self._badges_card(now.badges))

    def first_focus(self) -> QWidget | None:
        return self.findChild(Button, "next-0")

    def _next_card(self, now: Standing) -> Card:
        card = Card(Heading(tr("What to do next")), gap=12, name=tr("What to do next"))
        for number, thing in enumerate(now.next_things[:5]):
            words = Label(thing.sentence)
            button = Button(thing.button, partial(self._go, thing), kind="plain" if number else "primary")
            button.setObjectName(f"next-{number}")
            button.setAccessibleDescription(thing.sentence)
            line = row(Icon(_icons()[thing.place]), gap=12)
            line.addWidget(words, 1)
            line.addWidget(button)
            card.column().addLayout(line)
        if not now.next_things:
            card.column().addWidget(Label(tr("Everything that was said is mapped and assessed.")))
        if now.workshops and not self.ops.opened.read_only:
            start = Button(tr("Start a workshop"), partial(start_workshop_now, self))
            start.setObjectName("start-workshop")
            line = row(Icon("play"), gap=12)
            line.addWidget(
                Label(tr("People already in the room? Start taking notes now and add details later.")), 1
            )
            line.addWidget(start)
            card.column().addLayout(line)
        return card

    def _go(self, thing: NextThing) -> None:
        if thing.place is Place.WORKSHOPS and thing.workshop_id:
            self.nav.go("capture", workshop=thing.workshop_id)
        elif thing.place is Place.WORKSHOPS:
            self.nav.go("workshops")
        elif thing.place is Place.FINDINGS:
            self._to_map()
        elif thing.place is Place.KINDS:
            self.nav.go("findings", kind=FindingKind.UNSAID, standing=True)
        elif thing.place is Place.DIRECTIONS:
            self.nav.go("findings")
        elif thing.place is Place.ASSESSMENT:
            self.nav.go("assessment")
        else:
            self.nav.go("print", document="workshop-summary", workshop=thing.workshop_id)

    def _to_map(self) -> None:
        self.nav.go("findings", show="unmapped", **self._counted)

    def _figures(self, now: Standing) -> QWidget:
        return flow(
            Figure(
                len(now.workshops), tr("workshop(s)", n=len(now.workshops)), partial(self.nav.go, "workshops")
            ),
            Figure(now.notes, tr("note(s)", n=now.notes), partial(self.nav.go, "coding")),
            Figure(
                now.findings,
                tr("finding(s)", n=now.findings),
                partial(self.nav.go, "findings", **self._counted),
            ),
            Figure(
                now.unmapped,
                tr("finding(s) to map", n=now.unmapped),
                self._to_map,
            ),
            gap=16,
            name=tr("The programme in figures"),
        )

    def _badges_card(self, standings: tuple[BadgeStanding, ...]) -> Card:
        names = {level.number: level.name for level in self.ops.ask(current_framework).framework.levels}
        grid = QGridLayout()
        theme.space(grid, 12)
        grid.setColumnStretch(1, 1)
        for number, one in enumerate(standings):
            chip = BadgeButton(one.badge.name, one.badge.kind)
            chip.setObjectName(f"badge-{one.badge.key}")
            chip.clicked.connect(partial(self.nav.go, "assessment", badge=one.badge.key))
            strip = SpreadStrip(one.spread, names, one.badge.name)
            told = flow(strip, Quiet(one.period or tr("Not assessed yet")), gap=12)
            if theme.scale() >= theme.LARGE:
                grid.addWidget(panel(column(chip, told, gap=6)), number, 0, 1, 2)
            else:
                grid.addWidget(chip, number, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(told, number, 1)
        return Card(
            Heading(tr("Badges")),
            Quiet(
                tr(
                    "Each square is one statement at its level. Internal self-assessment, not UNICEF criteria."
                )
            ),
            LevelLegend(names),
            panel(grid),
            gap=12,
        )


def _illustrative() -> Card:
    words = tr(
        "This is the sample. Northmere and everything said in it are made up, to look around and try things."
    )
    line = row(Icon("info", "accent"), gap=12)
    line.addWidget(Label(words), 1)
    return Card(panel(line), ground="selected", margin=12)


def _icons() -> dict[Place, str]:
    return {
        Place.WORKSHOPS: "message-square",
        Place.FINDINGS: "lightbulb",
        Place.KINDS: "circle-help",
        Place.DIRECTIONS: "circle-help",
        Place.ASSESSMENT: "list-checks",
        Place.PRINT: "printer",
    }


def _programme_words(now: Standing) -> str:
    years, months = divmod(now.programme.length_months, 12)
    length = tr("{n} year(s)", n=years) if not months else tr("{n} month(s)", n=now.programme.length_months)
    start = as_day(now.programme.starts_on)
    return tr(
        "Child Friendly programme: {stage} stage. Started {start}, lasts {length}.",
        stage=label(Stage(now.programme.stage)).lower(),
        start=long_date(start) if start else tr("a date not set yet"),
        length=length,
    )
