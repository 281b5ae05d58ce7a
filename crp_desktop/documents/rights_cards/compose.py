"""Rights cards: one for each article, to cut out."""

from collections.abc import Sequence

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.content import RightsCards
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.theme import A4, PLAIN, Brand, standard
from crp_desktop.rendering.views import CardView


def compose(cards: Sequence[CardView], title: str, council: str, brand: Brand = PLAIN) -> Document:
    """The cards on sheets, to be printed on both sides."""
    return Document(
        title=title,
        body=[RightsCards(cards)],
        council=council,
        subject=tr("Cards to cut out, one for each right"),
        paper=A4.bare(),
        furniture=False,
        theme=standard(brand),
    )
