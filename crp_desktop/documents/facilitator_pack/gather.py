"""What a facilitator's pack says, gathered from one workshop's plan."""

import re
from collections.abc import Iterable
from datetime import date

from crp_desktop.documents.facilitator_pack.compose import CallView, FacilitatorPack, StepView, compose
from crp_desktop.documents.model import PreparedDocument, Request
from crp_desktop.documents.views import access_needs, age_bands
from crp_desktop.documents.workshop_summary.gather import day_words, workshop_file_name
from crp_desktop.domain.capture import grammar
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Audience
from crp_desktop.domain.labels import group_words, label, workshop_title
from crp_desktop.domain.records import Prompt, Workshop
from crp_desktop.services.privacy.safeguarding import Contact, contacts
from crp_desktop.services.programme.brand import brand
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops.workshop import AGE_BANDS, headcounts, prompts, workshop
from crp_desktop.storage.store import Store

_TIME = re.compile(r"(\d{1,2}):(\d{2})")


def prepare(store: Store, /, request: Request) -> PreparedDocument:
    """The pack of the request's workshop; raises NotFound when it is gone."""
    held, shop = programme(store), workshop(store, request.workshop)
    asked = prompts(store, shop.id)
    counted = headcounts(store, shop.id)
    adults = shop.audience in (Audience.PROFESSIONALS, Audience.PARENTS_CARERS)
    known = [one.label for one in age_bands(counted)]
    view = FacilitatorPack(
        council=held.council,
        brand=brand(store),
        title=workshop_title(shop.title, shop.number),
        number=shop.number,
        illustrative=held.illustrative,
        printed_at=long_date(date.today()),
        facts=_facts(shop, asked),
        aim=shop.aim,
        activity=shop.activity,
        materials=shop.materials,
        facilitators=shop.facilitators,
        steps=_steps(shop, asked),
        bands=tuple(dict.fromkeys((*AGE_BANDS, *known))) if not adults else tuple(known) or (AGE_BANDS[-1],),
        needs=tuple(one.label for one in access_needs(counted)),
        calls=_calls(contacts(store)),
        contact=held.contact,
        notice=shop.privacy_notice or held.privacy_notice,
        young=not adults,
        grammar=grammar(),
    )
    return PreparedDocument(
        compose(view),
        workshop_file_name(request.document, shop),
        tr("Facilitator’s pack, workshop {number}", number=shop.number),
        (),
        shop.id,
    )


def _facts(shop: Workshop, asked: Iterable[Prompt]) -> tuple[tuple[str, str], ...]:
    minutes = shop.minutes or sum(one.minutes for one in asked)
    when = ", ".join(part for part in (day_words(shop.held_on), shop.starts_at) if part)
    who = (label(Audience(shop.audience)), group_words(shop.group_least, shop.group_most))
    return (
        (tr("When"), when),
        (tr("Where"), shop.place),
        (tr("Who it is for"), ", ".join(part for part in who if part)),
        (tr("How long"), tr("{n} minute(s)", n=minutes) if minutes else ""),
    )


def _steps(shop: Workshop, asked: Iterable[Prompt]) -> tuple[StepView, ...]:
    """Prompts with the time at which each begins; minutes from the start where no time is planned."""
    start = _TIME.fullmatch(shop.starts_at)
    first = int(start[1]) * 60 + int(start[2]) if start else None
    gone, steps = 0, []
    for one in asked:
        if first is None:
            begins = tr("+{minutes}", minutes=gone)
        else:
            hours, minutes = divmod(first + gone, 60)
            begins = f"{hours % 24:02d}:{minutes:02d}"
        steps.append(StepView(begins, one.minutes, one.text))
        gone += one.minutes
    return tuple(steps)


def _calls(found: Iterable[Contact]) -> tuple[CallView, ...]:
    """Each number once."""
    by_phone = {one.phone.replace(" ", ""): one for one in reversed(list(found))}
    return tuple(
        CallView(one.role, one.name, one.phone, one.hours) for one in reversed(list(by_phone.values()))
    )
