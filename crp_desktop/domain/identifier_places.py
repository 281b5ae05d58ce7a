"""Schools, streets and towns in a text."""

from collections.abc import Iterator, Sequence

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.identifier_model import Hit, What
from crp_desktop.domain.identifier_tokens import Word, near
from crp_desktop.domain.name_lists import NameLists

_MOST = 6


def schools(some: Sequence[Word], lists: NameLists) -> Iterator[Hit]:
    """Names of schools: “Oak Hill Primary”, “St Hilda's”, “hendon high”."""
    for at, word in enumerate(some):
        if word.key in lists.beside["school end"] and at and word.close:
            start = _run_back(some, at, lists)
            if start < at:
                end = _run_on(some, at, lists)
                yield _hit(some, start, end, What.SCHOOL, tr("Looks like the name of a school"))
        if word.key in ("st", "saint") and _is_saint(some, at, lists):
            yield _hit(
                some, at, at + 1, What.SCHOOL, tr("A saint’s name, as in the names of schools and churches")
            )


def _is_saint(some: Sequence[Word], at: int, lists: NameLists) -> bool:
    """Whether “St” and the word after it name a church or a school, not a town or the end of a street’s name."""
    saint, word = some[at], near(some, at + 1)
    if word is None or word.start - saint.end > 2 or _is_street_after(some, at):
        return False
    if any(name[:2] == (saint.key, word.key) for name in lists.long_places.get(saint.key, ())):
        return False
    named = word.key in lists.given or (word.key.endswith("s") and word.key[:-1] in lists.given)
    return named or (saint.capital and word.capital and word.key not in lists.ordinary)


def _is_street_after(some: Sequence[Word], at: int) -> bool:
    """Whether “st” ends the name of a street: “high st”."""
    before = near(some, at - 1)
    return bool(before and some[at].close and before.capital and not before.first)


def _run_back(some: Sequence[Word], at: int, lists: NameLists) -> int:
    """Where the name before the word at `at` begins; `at` itself when there is none."""
    start = at
    while start > 0 and at - start < _MOST and some[start].close:
        word = some[start - 1]
        link = (
            word.key in lists.beside["link"]
            and start - 1 > 0
            and some[start - 1].close
            and some[start - 2].capital
        )
        known = not word.capital and (
            word.key in lists.places and word.key not in lists.doubles and word.key not in lists.ordinary
        )
        if not (word.capital or link or known):
            break
        start -= 1
    while start < at and (some[start].key in lists.beside["link"] or _is_plain(some[start], lists)):
        start += 1
    named = (
        any(word.key not in lists.beside["no school"] for word in some[start:at])
        and some[at - 1].key not in lists.beside["link"]
    )
    return start if named else at


def _is_plain(word: Word, lists: NameLists) -> bool:
    """A word with a capital that only begins the sentence, or that goes with every school."""
    return word.key in lists.beside["no school"] or word.key in lists.beside["at"]


def _run_on(some: Sequence[Word], at: int, lists: NameLists) -> int:
    """The last word of the name: “Oak Hill Junior Mixed School”."""
    end = at
    while (after := near(some, end + 1)) and after.close and after.key in lists.beside["school"]:
        end += 1
    return end


def streets(some: Sequence[Word], text: str, lists: NameLists) -> Iterator[Hit]:
    """Names of streets and estates; a number before makes one of any of them."""
    for at, word in enumerate(some):
        if word.key not in lists.beside["street"] or not at or not word.close or not word.capital:
            continue
        start = at
        while start > 0 and at - start < 3 and some[start].close and some[start - 1].capital:
            start -= 1
            if some[start].first and some[start].key in lists.beside["no street"]:
                start += 1
                break
        numbered = start < at and any(
            map(str.isdigit, text[max(0, some[start].start - 5) : some[start].start])
        )
        own = [
            one
            for one in some[start:at]
            if one.key not in lists.beside["no street"] and one.key not in lists.large
        ]
        if numbered and start < at:
            number = text.rfind(" ", 0, some[start].start - 1) + 1
            yield Hit(number, some[at].end, "", What.PLACE, tr("Looks like an address"))
        elif own and word.key in lists.beside["sure street"] and start < at:
            yield _hit(some, start, at, What.PLACE, tr("Looks like the name of a street"))


def towns(some: Sequence[Word], lists: NameLists) -> Iterator[Hit]:
    """Towns, boroughs and districts of the lists."""
    for at, word in enumerate(some):
        many = _longest(some, at, lists.long_places.get(word.key, ()))
        if many and (word.capital or not _all_plain(some[at : at + many], lists)):
            yield _hit(some, at, at + many - 1, What.PLACE, tr("A place in the lists"))
        elif word.key in lists.places and _is_town(some, at, lists):
            yield _hit(some, at, at, What.PLACE, tr("A place in the lists"))


def _is_town(some: Sequence[Word], at: int, lists: NameLists) -> bool:
    word, before = some[at], near(some, at - 1)
    led = before is not None and word.close and before.key in lists.beside["at"]
    person = word.key in lists.given or word.key in lists.family
    if word.key in lists.doubles or word.key in lists.capitals or word.key in lists.ordinary:
        return led and word.capital and not word.first and not _in_title(some, at)
    if person:
        return led and not word.owns
    return word.capital or len(word.key) > 4


def _in_title(some: Sequence[Word], at: int) -> bool:
    after = near(some, at + 1)
    return bool(after and after.close and after.capital)


def _longest(some: Sequence[Word], at: int, names: Sequence[tuple[str, ...]]) -> int:
    """How many words from here on are one of these names; they stand longest first."""
    for name in names:
        here = some[at : at + len(name)]
        if len(here) == len(name) and tuple(word.key for word in here) == name:
            return len(name)
    return 0


def _all_plain(some: Sequence[Word], lists: NameLists) -> bool:
    return all(
        word.key in lists.ordinary or word.key in lists.doubles or not word.capital for word in some
    ) and not any(word.key in lists.places for word in some)


def own(some: Sequence[Word], lists: NameLists) -> Iterator[Hit]:
    """The council's own words, in any letters."""
    for at, word in enumerate(some):
        many = _longest(some, at, lists.watched.get(word.key, ()))
        if many:
            here = some[at : at + many]
            school = any(one.key in lists.beside["school end"] for one in here) or here[0].key in (
                "st",
                "saint",
            )
            place = here[-1].key in lists.beside["sure street"] or here[0].key in lists.places
            what = What.SCHOOL if school else What.PLACE if place else What.PERSON
            yield _hit(some, at, at + many - 1, what, tr("On your council’s list"))


def _hit(some: Sequence[Word], first: int, last: int, what: What, why: str) -> Hit:
    start, end = some[first].start, some[last].end
    return Hit(start, end, "", what, why)
