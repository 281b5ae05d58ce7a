"""The private review: what could say who somebody is, one after the other, before a document leaves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from crp_desktop.documents.model import Request
from crp_desktop.documents.review.pseudonyms import Decided, StandIn, settle_review
from crp_desktop.documents.review.review import Found, Review, Seen
from crp_desktop.documents.views import RiskyQuote
from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.commands import command
from crp_desktop.ui.dialogs.base import Dialog, confirm
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import clear, column, flow
from crp_desktop.ui.widgets.marked import MarkedText
from crp_desktop.ui.widgets.text import Label, Quiet

_SHOWN = 3
_AROUND = 90
_HEIGHT = 520


@dataclass(slots=True)
class Item:
    """One thing to look at; `at` says which of its stand-ins is offered, `answer` is "put", "fine", "out" or ""."""

    about: Found | RiskyQuote
    at: int = 0
    answer: str = ""
    stand_in: str = ""


class ReviewDialog(Dialog):
    """P puts the stand-in, O offers another, F says it is fine, L leaves a quote out; arrows go on and back.

    Nothing changes before “Go on”, which asks once about what cannot be taken back. Accepted when the document may go.
    """

    def __init__(self, parent: QWidget | None, ops: Operations, request: Request, found: Review) -> None:
        super().__init__(parent, tr("Check for names before you share this"), width=760)
        self._ops, self._request, self._review = ops, request, found
        self.items = [*map(Item, found.found), *map(Item, found.quotes)]
        self._at = 0
        self.where = Label("", "quiet", "quiet")
        self.what = Label("", "section")
        self.why = Quiet()
        self._contexts = column(gap=8)
        self.answer = Label("", "strong")
        self.put = self._button("put", self._put)
        self.other = self._button("other", self._offer_another)
        self.fine = self._button("fine", partial(self._decide, "fine"))
        self.out = self._button("out", partial(self._decide, "out"))
        self.back = self._button("back", partial(self.step, -1), kind="quiet")
        self.ahead = self._button("ahead", partial(self.step, 1), kind="quiet")
        self._lay_out()
        self.go = self.add_button("", self._go_on, kind="primary")
        self.add_button(tr("Go back"))
        self._show()

    def _button(self, name: str, act: Callable[[], object], *, kind: str = "plain") -> Button:
        button = command("review", name).button(act, kind=kind)
        button.setAutoDefault(False)
        command("review", name).bind(self, lambda: None if button.isHidden() else button.click())
        return button

    def _lay_out(self) -> None:
        self.body.addWidget(self.where)
        inside = Card(self.what, self.why, ground="canvas", gap=6, margin=0)
        inside.column().addLayout(self._contexts)
        inside.column().addWidget(self.answer)
        self.body.addWidget(inside)
        self.body.addWidget(Quiet(tr("Nothing is sent anywhere, and no list of who is who is kept.")))
        self.body.addWidget(
            Quiet(
                tr(
                    "Keys: P to replace, O for another stand-in, F to keep, L to leave out a "
                    "quote, arrows to move."
                )
            )
        )
        self.body.addStretch(1)
        acts = flow(self.put, self.other, self.out, self.fine, self.back, self.ahead)
        self._bottom.insertWidget(0, acts)
        self._bottom.setSpacing(theme.px(8))

    def fit(self) -> None:
        """As high for one as for another, so that nothing jumps; what is long scrolls above the buttons."""
        super().fit()
        self.resize(self.width(), min(theme.px(_HEIGHT), self.screen().availableGeometry().height() - 64))

    # What is on the screen

    def item(self) -> Item:
        """The one on the screen."""
        return self.items[self._at]

    def offered(self, one: Item) -> tuple[str, ...]:
        """What could stand for it; letters given to others of its workshop in this review are taken."""
        assert isinstance(one.about, Found)
        home = one.about.workshop_id
        taken = [
            each.stand_in
            for each in self.items
            if each is not one and isinstance(each.about, Found) and each.about.workshop_id == home
        ]
        return self._review.offered(one.about, filter(None, taken))

    def _show(self) -> None:
        one = self.item()
        place = tr("{at} of {n}", at=self._at + 1, n=len(self.items))
        self.where.setText(tr("{place}. Only for you: do not show this on a shared screen.", place=place))
        self._scroll.verticalScrollBar().setValue(0)
        clear(self._contexts)
        is_quote = isinstance(one.about, RiskyQuote)
        for button in (self.put, self.other):
            button.setVisible(not is_quote and not self._ops.opened.read_only)
        self.out.setVisible(is_quote and not self._ops.opened.read_only)
        self.fine.setVisible(not self._ops.opened.read_only)
        if isinstance(one.about, RiskyQuote):
            self._show_quote(one.about)
        else:
            self._show_found(one, one.about)
        self.answer.setText(self._answer_words(one))
        self.answer.setVisible(bool(one.answer))
        self.back.setEnabled(self._at > 0)
        self.ahead.setEnabled(self._at < len(self.items) - 1)
        left = sum(not each.answer for each in self.items)
        self.go.setText(tr("Go on") if not left else tr("Continue without checking {n}", n=left))

    def _show_quote(self, quote: RiskyQuote) -> None:
        self.what.setText(tr("A quote that could point to one person"))
        self.why.setText(tr("Workshop {number}. {why}", number=quote.workshop, why=quote.why))
        self.fine.setText(tr("Let it print"))
        self._contexts.addWidget(Label(f"“{quote.words}”"))

    def _show_found(self, one: Item, found: Found) -> None:
        self.what.setText(found.words)
        home = tr("Workshop {number}", number=found.workshop) if found.workshop_id else ""
        self.why.setText(". ".join(part for part in (found.why, home) if part) + ".")
        self.fine.setText(tr("Keep as is"))
        for seen in found.seen[:_SHOWN]:
            self._contexts.addWidget(_context(seen))
        more = len(found.seen) - _SHOWN
        if more > 0:
            self._contexts.addWidget(Quiet(tr("and in {n} more place(s)", n=more)))
        offered = self.offered(one)
        self.put.setText(tr("Replace with {words}", words=offered[one.at % len(offered)].replace("&", "&&")))

    def _answer_words(self, one: Item) -> str:
        if one.answer == "put":
            return tr("It will be replaced with {words}.", words=one.stand_in)
        if one.answer == "out":
            return tr("Left out of every document.")
        if isinstance(one.about, RiskyQuote):
            return tr("It will be printed.")
        return tr("Marked as fine. You will not be asked again.")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first_button().setFocus()

    def _first_button(self) -> Button:
        shown = (self.put, self.out, self.fine, self.go)
        return next(button for button in shown if not button.isHidden())

    # Answers

    def step(self, by: int) -> None:
        """Go on or back."""
        if 0 <= self._at + by < len(self.items):
            self._at += by
            self._show()
            self._first_button().setFocus()
            self._announce()

    def _announce(self) -> None:
        about = self.item().about
        said = about.words if isinstance(about, Found) else tr("A quote: {words}", words=about.words)
        announce(self, " ".join((self.where.text(), said, self.why.text())))

    def _put(self) -> None:
        one = self.item()
        if isinstance(one.about, Found):
            offered = self.offered(one)
            one.stand_in = offered[one.at % len(offered)]
            self._decide("put")

    def _offer_another(self) -> None:
        one = self.item()
        if isinstance(one.about, Found):
            one.at += 1
            one.answer = one.stand_in = ""
            self._show()
            announce(self, self.put.text())

    def _decide(self, answer: str) -> None:
        one = self.item()
        one.answer = answer
        if answer != "put":
            one.stand_in = ""
        later = range(self._at + 1, len(self.items))
        following = next((at for at in (*later, *range(self._at)) if not self.items[at].answer), None)
        if following is None:
            self._show()
            self.go.setFocus()
            announce(self, tr("You have checked everything."))
        else:
            self.step(following - self._at)

    # Out

    def decided(self) -> Decided:
        """What was answered so far."""
        founds = [(one, one.about) for one in self.items if isinstance(one.about, Found)]
        quotes = [(one, one.about) for one in self.items if isinstance(one.about, RiskyQuote)]
        return Decided(
            tuple(StandIn(about, one.stand_in) for one, about in founds if one.answer == "put"),
            tuple(about for one, about in founds if one.answer == "fine"),
            frozenset(about.excerpt_id for one, about in quotes if one.answer == "fine"),
            frozenset(about.excerpt_id for one, about in quotes if one.answer == "out"),
        )

    def _go_on(self) -> None:
        decided = self.decided()
        if decided.stand_ins and not self._sure(decided.stand_ins):
            return
        if decided != Decided():
            settling = self._ops.telling(self.show_problem)
            if settling.run_done(settle_review, self._request, decided) is None:
                return
        self.accept()

    def _sure(self, chosen: Sequence[StandIn]) -> bool:
        shops = any(one.found.workshop_id for one in chosen)
        where = (
            tr("Every note, excerpt and finding in this workshop will use the stand-in from now on.")
            if shops
            else tr("The text will use the stand-in from now on.")
        )
        rest = tr(
            "You cannot undo this, or anything you did before it. The names are also removed "
            "from the history and the search, and no list of who is who is kept. Backups, and "
            "documents already printed or saved, still contain the names."
        )
        named = ", ".join(dict.fromkeys(one.words for one in chosen))
        return confirm(
            self,
            tr("Replace {names} for good?", names=named),
            f"{where} {rest}",
            tr("Replace for good"),
            danger=True,
        )


def _context(seen: Seen) -> MarkedText:
    """The words around it, cut at spaces."""
    text = seen.text.text
    low, high = max(0, seen.start - _AROUND), min(len(text), seen.end + _AROUND)
    if low and (space := text.find(" ", low, seen.start)) >= 0:
        low = space + 1
    if high < len(text) and (space := text.rfind(" ", seen.end, high)) >= 0:
        high = space
    before, after = "…" if low else "", "…" if high < len(text) else ""
    said = f"{before}{text[low:high]}{after}"
    shift = len(before) - low
    return MarkedText(said, [(seen.start + shift, seen.end + shift)])


def look_through(parent: QWidget, ops: Operations, request: Request, found: Review) -> bool:
    """Whether the document may leave: at once when there is nothing to look at, else as the person says."""
    return found.is_empty or ReviewDialog(parent, ops, request, found).exec() == Dialog.DialogCode.Accepted
