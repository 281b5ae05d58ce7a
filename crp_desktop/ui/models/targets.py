"""What a finding can be mapped to, as chips, tokens and names: the articles of the Convention and the badges."""

from collections.abc import Iterable, Sequence

from crp_desktop.domain.convention import Article
from crp_desktop.domain.framework_model import Badge
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.labels import workshop_title
from crp_desktop.domain.records import Workshop
from crp_desktop.services.rights.rights_map import convention
from crp_desktop.ui.widgets.chips import (
    ROMAN,
    ArticleButton,
    ArticleChip,
    BadgeButton,
    BadgeChip,
    Chip,
    ChipButton,
)
from crp_desktop.ui.widgets.picker import Token

Key = int | str
_ON_A_CHIP = 28
_IN_A_LINE = 80


def cluster_number(article: Article) -> int:
    """1 to 9 for the cluster an article is listed under, 0 for none."""
    return ROMAN.index(article.clusters[0]) if article.clusters else 0


def short_title(number: int) -> str:
    """The title on an article's chip."""
    return convention().article(number).child_friendly_title


def shortened(name: str, longest: int = _ON_A_CHIP) -> str:
    """A name as it fits on a chip; longer ones end in an ellipsis, and are whole where they are explained."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def workshop_name(shop: Workshop) -> str:
    """“Workshop 3: Youth forum”, a very long title shortened."""
    if not shop.title:
        return workshop_title("", shop.number)
    return tr("Workshop {number}: {title}", number=shop.number, title=shortened(shop.title, _IN_A_LINE))


class Targets:
    """The articles, and the badges of a programme; `pursued` ones stand first where one picks."""

    def __init__(self, badges: Iterable[Badge] = (), pursued: Sequence[str] = ()) -> None:
        self._badges = {badge.key: badge for badge in badges}
        self.pursued = tuple(key for key in self._badges if key in pursued)

    def name(self, key: Key) -> str:
        """What a person calls it: “Article 12: Respect for children’s views”, or the badge's name."""
        return convention().article(key).label if isinstance(key, int) else self.badge_name(key)

    def badge_name(self, key: str) -> str:
        """A badge's name; its key for one that the framework no longer has."""
        return self._badges[key].name if key in self._badges else key

    def badge_kind(self, key: str) -> str:
        """ "foundational", "thematic" or "local"."""
        return self._badges[key].kind.value if key in self._badges else "local"

    def chip(self, key: Key, *, main: bool = False) -> Chip:
        """A chip to read."""
        if isinstance(key, int):
            article = convention().article(key)
            return ArticleChip(key, article.child_friendly_title, cluster_number(article), main=main)
        return BadgeChip(shortened(self.badge_name(key)), self.badge_kind(key), main=main)

    def button(
        self, key: Key, *, main: bool = False, suggested: bool = False, removable: bool = False
    ) -> ChipButton:
        """A chip to press."""
        if isinstance(key, int):
            article = convention().article(key)
            title, cluster = article.child_friendly_title, cluster_number(article)
            return ArticleButton(key, title, cluster, main=main, suggested=suggested, removable=removable)
        name, kind = self.badge_name(key), self.badge_kind(key)
        made = BadgeButton(shortened(name), kind, main=main, suggested=suggested, removable=removable)
        if shortened(name) != name:
            made.setAccessibleName(made.accessibleName().replace(shortened(name), name))
        return made

    def article_tokens(self, without: Iterable[int] = ()) -> list[Token]:
        """The articles to pick from, but for those in `without`."""
        left_out = set(without)
        return [
            Token(
                str(article.number),
                article.child_friendly_title,
                words=f"{article.title} {article.explanation}",
                number=article.number,
                cluster=cluster_number(article),
            )
            for article in convention().mappable
            if article.number not in left_out
        ]

    def badge_tokens(self, without: Iterable[str] = ()) -> list[Token]:
        """The badges to pick from, those the programme works for first."""
        left_out = set(without)
        order = (*self.pursued, *(key for key in self._badges if key not in self.pursued))
        return [
            Token(
                key,
                self._badges[key].name,
                hint="" if key in self.pursued else tr("not pursued"),
                words=self._badges[key].definition,
                shield=self._badges[key].kind.value,
            )
            for key in order
            if key not in left_out
        ]
