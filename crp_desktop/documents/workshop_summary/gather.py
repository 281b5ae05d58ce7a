"""What the summary of a workshop says, gathered from the programme."""

from datetime import date

from crp_desktop.documents.model import YES, PreparedDocument, Request, Warned
from crp_desktop.documents.numbers import Numbers
from crp_desktop.documents.people import TookPart, took_part
from crp_desktop.documents.published import older_bands
from crp_desktop.documents.views import (
    QUOTES_NONE,
    finding_views,
    kind_warnings,
    quote_warnings,
    struck_warnings,
    touched,
    workshop_quotes,
)
from crp_desktop.documents.workshop_summary.compose import SummaryOptions, WorkshopSummary, compose
from crp_desktop.domain.dates import as_day, long_date, month_name
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Audience
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Programme, Workshop
from crp_desktop.services.findings.finding import findings
from crp_desktop.services.programme.brand import brand
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops.workshop import headcounts, prompts, workshop
from crp_desktop.storage.store import Store


def prepare(store: Store, /, request: Request) -> PreparedDocument:
    """The summary of the request's workshop; raises NotFound when it is gone."""
    held, shop = programme(store), workshop(store, request.workshop)
    choice = request.options["quotes"]
    quotes = workshop_quotes(store, [shop.id], choice, held.threshold)
    held_findings = findings(store, workshop_id=shop.id)
    found = finding_views(store, held_findings, quotes.by_finding)
    counted = headcounts(store, shop.id)
    people = took_part(counted, held.threshold, wide=request.options["bands"] == "wide")
    view = WorkshopSummary(
        council=held.council,
        brand=brand(store),
        programme=programme_words(held),
        illustrative=held.illustrative,
        number=shop.number,
        title=shop.title,
        date=day_words(shop.held_on),
        place=shop.place,
        audience=label(Audience(shop.audience)),
        aim=shop.aim,
        facilitators=parted(shop.facilitators, ";"),
        took_part=people.rows,
        total_text=people.total,
        prompts=tuple(prompt.text for prompt in prompts(store, shop.id)),
        findings=found,
        articles_touched=tuple(sorted(touched(found), key=lambda row: row.article.number)),
        next_steps=parted(shop.next_steps, "\n"),
        contact=held.contact,
        printed_at=long_date(date.today()),
        options=SummaryOptions(
            quotes=choice != QUOTES_NONE,
            chart=request.options["chart"] == YES,
            convention=request.options["convention"] == YES,
            threshold=held.threshold,
        ),
    )
    numbers = Numbers()
    numbers.add_people(shop, counted, people)
    return PreparedDocument(
        compose(view),
        workshop_file_name(request.document, shop),
        tr("Workshop summary, workshop {number}", number=shop.number),
        (
            *quote_warnings(quotes),
            *people_warnings(store, request, people),
            *struck_warnings(store, held_findings),
            *kind_warnings(found),
        ),
        shop.id,
        numbers,
    )


def people_warnings(store: Store, /, request: Request, people: TookPart) -> tuple[Warned, ...]:
    """What to say about hidden counts, and about an earlier paper whose numbers were not kept yet."""
    warnings = []
    if people.wider_would_show:
        warnings.append(
            Warned(
                tr("{n} small count(s) hidden.", n=people.hidden),
                tr("Wider age bands would show more."),
            )
        )
    before = older_bands(store, request.workshop)
    if people.rows and before - {request.options["bands"]}:
        warnings.append(
            Warned(
                tr("An earlier document about this workshop has different age bands."),
                tr("Together, the two could reveal a small number."),
                holds=True,
            )
        )
    return tuple(warnings)


def workshop_file_name(document: str, shop: Workshop) -> str:
    """A file name that has no word of the workshop: “workshop-summary-3-2026-10-14”."""
    return "-".join(part for part in (document, str(shop.number), shop.held_on) if part)


def day_words(text: str) -> str:
    """9 November 2017 for 2017-11-09; what is no date stays as it was written."""
    day = as_day(text)
    return long_date(day) if day else text


def parted(text: str, mark: str) -> tuple[str, ...]:
    """The parts of a text between marks, without empty ones."""
    return tuple(part.strip() for part in text.split(mark) if part.strip())


def programme_words(held: Programme) -> str:
    """“Child Friendly programme, September 2024 to August 2027”."""
    start = as_day(held.starts_on)
    if start is None:
        return tr("Child Friendly programme")
    months = start.year * 12 + start.month - 1
    last = months + max(held.length_months, 1) - 1
    return tr(
        "Child Friendly programme, {start} to {end}",
        start=f"{month_name(months % 12 + 1)} {months // 12}",
        end=f"{month_name(last % 12 + 1)} {last // 12}",
    )
