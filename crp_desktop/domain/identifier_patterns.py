"""What can be told by its shape alone: numbers, postcodes, addresses on the internet, dates of birth.

Every pattern has bounds on its repetitions, so that a long text takes time in step with its length.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.identifier_model import Hit, What

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|"
    rf"{_NTH}(?: of)? {{1,2}}{_MONTH},?(?: {{1,2}}\d{{4}})?|{_MONTH} {{1,2}}{_NTH}(?:,? {{1,2}}\d{{4}})?)"
)
_BODIES = frozenset(("@unicef", "@unicef_uk", "@nspcc", "@childline", "@ofsted", "@gov", "@nhs"))
_SOCIAL = r"snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|whatsapp|xbox|psn|gamertag|roblox|telegram|facebook|twitter"
_OFFICE = ("0300", "0303", "0333", "0345", "0800", "0808", "0845", "0870", "116")

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_PROFILE = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:www\.)?(?:instagram|tiktok|facebook|snapchat|youtube|x|twitter|roblox|twitch|linkedin)"
    r"\.(?:com|tv)/[^\s<>\"”]{1,200}",
    re.IGNORECASE,
)
_SCHOOL_SITE = re.compile(r"(?<![\w@.-])(?:https?://)?(?:[\w-]{1,60}\.){1,4}sch\.uk(?![\w.])", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z0-9_](?:[A-Za-z0-9_.]{1,28}[A-Za-z0-9_])")
_CALLED = re.compile(
    rf"\b(?:{_SOCIAL}|user ?name|user)(?: name| user ?name| handle| tag)?"
    r"(?: is|'s|:| =|=)\s{0,3}(@?[\w.#-]{3,40})",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+?44[ .-]?(?:\(0\)[ .-]?)?|\(?0)\d(?:[ .()-]{0,2}\d){8,9}(?![\d/])")
_POSTCODE = re.compile(
    r"(?<!\w)(?:[A-Z]{1,2}\d[A-Z\d]? {0,2}\d[A-Z]{2}|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2})(?!\w)"
)
_DISTRICT = re.compile(r"(?<![\w-])(?:NW|SW|SE|EC|WC)\d{1,2}[A-Z]?(?![\w-])")
_UPN = re.compile(r"(?<!\w)[A-Z]\d{11}[0-9A-Z](?!\w)")
_INSURANCE = re.compile(r"(?<!\w)[A-CEGHJ-PR-TW-Za-ceghj-pr-tw-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d](?!\w)")
_TEN = re.compile(r"(?<![\w.,£$€/-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w,/-])")
_LONG = re.compile(r"(?<![\w.,£$€/#=%-])\d{7,20}(?![\w,/%-])")
_CAR = re.compile(r"(?<!\w)[A-Z]{2}\d{2} ?[A-Z]{3}(?!\w)")
_BORN = re.compile(
    r"\b(?:d\.? ?o\.? ?b\.?|date of birth|born|birthday|bday)(?: (?:is|was|on|in|the|of|it's)){0,3}[ :,-]{0,3}"
    rf"({_DAY})",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?<![\w./-])(?:\d{1,2}([./-])\d{1,2}\1\d{4}|\d{4}-\d{2}-\d{2})(?![\w/-])")
_FLAT = re.compile(r"\b(?:flat|apartment) (?:no\.? ?)?\d{1,4}[A-Za-z]?\b", re.IGNORECASE)


def patterns(text: str) -> Iterator[Hit]:
    """Everything of a known shape in a text as it is compared, in the order of the patterns; hits may overlap, the
    first of them counts."""
    text = text.replace("\u2013", "-")
    for pattern, what, why, group, wanted in _all():
        for match in pattern.finditer(text):
            start, end = match.span(group)
            while end > start and text[end - 1] in ".,;:!?)'":
                end -= 1
            if wanted(text[start:end]) and start < end:
                yield Hit(start, end, text[start:end], what, why)


def _all() -> tuple[tuple[re.Pattern[str], What, str, int, Callable[[str], bool]], ...]:
    return (
        (_EMAIL, What.CONTACT, tr("An email address"), 0, _any),
        (_PROFILE, What.CONTACT, tr("A page on social media"), 0, _any),
        (_SCHOOL_SITE, What.SCHOOL, tr("A school’s web address"), 0, _any),
        (_HANDLE, What.CONTACT, tr("A name on social media"), 0, _is_private),
        (_CALLED, What.CONTACT, tr("A name on social media"), 1, _is_handle),
        (_BORN, What.BORN, tr("A date of birth"), 1, _any),
        (_DATE, What.BORN, tr("A date on which a child could be born"), 0, _is_of_a_child),
        (_UPN, What.NUMBER, tr("Looks like a pupil number"), 0, _any),
        (_INSURANCE, What.NUMBER, tr("Looks like a National Insurance number"), 0, _any),
        (_PHONE, What.NUMBER, tr("A phone number"), 0, _is_personal),
        (_TEN, What.NUMBER, tr("Looks like an NHS number"), 0, _is_nhs),
        (_LONG, What.NUMBER, tr("A long number"), 0, _any),
        (_CAR, What.NUMBER, tr("Looks like a number plate"), 0, _any),
        (_POSTCODE, What.PLACE, tr("A postcode"), 0, _any),
        (_DISTRICT, What.PLACE, tr("The beginning of a postcode"), 0, _any),
        (_FLAT, What.PLACE, tr("Part of an address"), 0, _any),
    )


def _any(words: str) -> bool:
    return True


def _is_private(handle: str) -> bool:
    """Public bodies are nobody."""
    return handle.lower() not in _BODIES


def _is_handle(words: str) -> bool:
    """A word after “Snapchat is” that is no everyday word: it has a digit, a mark or a capital inside."""
    return bool(re.search(r"[\d_.#@]|[a-z][A-Z]", words))


def _is_of_a_child(day: str) -> bool:
    """Whether somebody born on that day is between 4 and 25 now."""
    year = next(int(part) for part in re.split(r"[./-]", day) if len(part) == 4)
    return 4 <= date.today().year - year <= 25


def _is_personal(number: str) -> bool:
    """Helplines and switchboards belong to nobody."""
    digits = re.sub(r"\D", "", number)
    return len(digits) >= 10 and not digits.startswith(_OFFICE)


def _is_nhs(number: str) -> bool:
    """Its last digit checks the nine before it (modulus 11)."""
    digits = [int(one) for one in number if one.isdigit()]
    check = 11 - sum((10 - at) * digit for at, digit in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == digits[9] and len(set(digits)) > 2
