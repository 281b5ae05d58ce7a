"""What the handout for children and young people says, gathered from one workshop."""

from datetime import date

from crp_desktop.documents.handout.compose import Handout, SaidView, compose
from crp_desktop.documents.model import YES, PreparedDocument, Request
from crp_desktop.documents.views import kind_warnings, quote_warnings, struck_warnings, workshop_quotes
from crp_desktop.documents.workshop_summary.gather import day_words, parted, workshop_file_name
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Audience
from crp_desktop.domain.labels import workshop_title
from crp_desktop.domain.records import Finding
from crp_desktop.services.findings.finding import findings
from crp_desktop.services.programme.brand import brand
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.rights.rights_map import convention
from crp_desktop.services.workshops.read_back import CONFIRMED, standing
from crp_desktop.services.workshops.workshop import workshop
from crp_desktop.storage.store import Store


def prepare(store: Store, /, request: Request) -> PreparedDocument:
    """The handout of the request's workshop; raises NotFound when it is gone."""
    held, shop = programme(store), workshop(store, request.workshop)
    quotes = workshop_quotes(store, [shop.id], request.options["quotes"], held.threshold)
    found = findings(store, workshop_id=shop.id)
    wanted = standing(store, found)
    if request.options["which"] == "checked":
        wanted = [one for one in wanted if one.read_back in CONFIRMED]
    view = Handout(
        council=held.council,
        brand=brand(store),
        title=workshop_title(shop.title, shop.number),
        date=day_words(shop.held_on),
        said=tuple(
            SaidView(one.kind, one.text, _right(one), quotes.by_finding.get(one.id, ())) for one in wanted
        ),
        next_steps=parted(shop.next_steps, "\n"),
        contact=held.contact,
        printed_at=long_date(date.today()),
        illustrative=held.illustrative,
        easy=request.options["style"] == "easy",
        answers=request.options["answers"] == YES,
        audience=Audience(shop.audience),
    )
    return PreparedDocument(
        compose(view),
        workshop_file_name(request.document, shop),
        tr("Handout, workshop {number}", number=shop.number),
        (*quote_warnings(quotes), *struck_warnings(store, found), *kind_warnings(wanted)),
        shop.id,
    )


def _right(one: Finding) -> str:
    """The main article in a child's words."""
    return convention().article(one.articles[0].number).child_friendly_title if one.articles else ""
