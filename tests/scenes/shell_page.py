"""An example page: cards of findings, with everything a page may use."""

from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.chips import ArticleButton, ArticleChip, BadgeButton, BadgeChip, KindMark
from crp_desktop.ui.widgets.layout import flow, row
from crp_desktop.ui.widgets.text import Label, Quiet

SAID = "Young people wait too long for help with mental health, and do not know where they stand while they wait."


class ExamplePage(Page):
    """Three findings."""

    name = "home"

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self.set_actions(Button("Import…"), Button("New finding", kind="primary", icon="plus"))
        for number, kind in enumerate(("concern", "strength", "idea"), 1):
            chips = flow(
                ArticleChip(24, "Health, water, food and environment", 6, main=True),
                ArticleButton(12, "Respect for children’s views", 2, removable=True),
                ArticleButton(13, "Sharing thoughts freely", 4, suggested=True),
                BadgeChip("Culture", "foundational", main=True),
                BadgeButton("Participating", "thematic", removable=True),
                BadgeButton("Health & Wellbeing", "local", suggested=True),
            )
            more = Button(icon="ellipsis", name=f"More for finding {number}", kind="quiet")
            self.body.addWidget(
                Card(
                    row(KindMark(kind), None, more), Label(SAID), chips, Quiet("Workshop 1, 9 November 2017")
                )
            )
        self.body.addStretch(1)

    def title(self) -> str:
        return "Findings"

    def purpose(self) -> str:
        return "What was said, put as strengths, concerns and ideas, and mapped to rights."


def scenes(make_programme: object) -> dict[str, object]:
    """No picture of its own: the shell's scenes show it."""
    return {}
