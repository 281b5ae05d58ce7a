"""People's names in a text: by lists, by titles, and by what stands beside them.

A name that is no everyday word counts wherever it stands, in small letters too. One that is (Hope, Will, Rose) counts
when it is written and used as a name. A word with a capital that nothing here knows counts when what stands beside it
is what stands beside a person, or when the capital is inside a sentence and no title of something.
"""

from collections.abc import Iterator, Sequence

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.identifier_model import Hit, What
from crp_desktop.domain.identifier_tokens import Word, near
from crp_desktop.domain.name_lists import NameLists, key

_JOINED = (" ", "-")


def people(some: Sequence[Word], text: str, lists: NameLists) -> Iterator[Hit]:
    """Every name of a person, each once, in order."""
    at = 0
    while at < len(some):
        found = _Look(some, text, lists, at).found() if _could_be(some, lists, at) else None
        if found is None:
            at += 1
            continue
        first, last, what, why = found
        yield Hit(some[first].start, some[last].end, "", what, why)
        at = last + 1


def _could_be(some: Sequence[Word], lists: NameLists, at: int) -> bool:
    """A quick first look, which most words do not pass."""
    word = some[at]
    if word.key in lists.given or word.key in lists.family:
        return True
    if at and some[at - 1].key in lists.beside["sure title"]:
        return True
    return word.capital and word.key not in lists.ordinary


class _Look:
    """One word and what stands beside it."""

    def __init__(self, some: Sequence[Word], text: str, lists: NameLists, at: int) -> None:
        self._some, self._text, self._lists, self._at = some, text, lists, at
        self._word = some[at]
        self._beside = lists.beside
        self._before = near(some, at - 1) if some[at].close else None
        after = near(some, at + 1)
        self._after = after if after and after.close else None

    def found(self) -> tuple[int, int, What, str] | None:
        """(first word, last word, what, why) of the name that begins here."""
        word, lists = self._word, self._lists
        little = word.key in self._beside["little"] and not (word.capital and word.key in lists.verbs)
        if little or len(word.key) < 2 or word.key in self._beside["sure title"]:
            return None
        if self._titled():
            return self._reach(What.ADULT, tr("Follows a title such as Mr or Dr"))
        if self._named():
            return self._reach(What.PERSON, tr("A first name"))
        if self._before_family():
            return self._reach(What.PERSON, tr("A first name with a family name"))
        if self._beside_people():
            return self._reach(What.PERSON, tr("In a place where a name would be"))
        if word.capital and not word.shouted and not word.first and self._is_family():
            return self._reach(What.PERSON, tr("A family name"))
        if not word.first and self._strange():
            return self._reach(
                What.PERSON, tr("A capital letter inside a sentence, on a word not known here")
            )
        if self._begins_and_acts() and self._strange():
            return self._reach(What.PERSON, tr("In a place where a name would be"))
        return None

    def _begins_and_acts(self) -> bool:
        """ "Zayneb waits": a word that begins the sentence, and what one person does."""
        word, after = self._word, self._after
        if not word.first or after is None or after.capital:
            return False
        one_does = after.key.endswith("s") and after.key[:-1] in self._lists.ordinary
        return after.key in self._beside["state"] or (one_does and not word.key.endswith("s"))

    def _is_plain(self) -> bool:
        return self._word.key in self._lists.ordinary or self._word.key in self._beside["little"]

    def _is_known_capital(self) -> bool:
        return self._word.key in self._lists.capitals or self._word.key in self._lists.large

    def _titled(self) -> bool:
        word = self._word
        title = near(self._some, self._at - 1)
        if title is None or title.key not in self._beside["title"] or title.owns:
            return False
        if self._text[title.end : word.start].strip(" .") or word.start - title.end > 3:
            return False
        known = word.key in self._lists.given or word.key in self._lists.family
        if title.key in self._beside["sure title"]:
            return not self._is_plain() or (word.capital and known) or word.key in self._lists.virtues
        if not word.capital:
            sure = known and word.key not in self._lists.doubles and word.key not in self._lists.ordinary
            return sure and title.key not in self._beside["relation"] and title.key != "father"
        if title.key in self._beside["relation"] or title.key in self._beside["half title"]:
            return (
                title.capital
                and not self._is_known_capital()
                and (not self._is_plain() or known)
                and not word.first
            )
        return not self._is_plain() and not self._is_known_capital()

    def _sure_given(self) -> bool:
        word = self._word
        return word.key in self._lists.given and word.key not in self._lists.doubles

    def _named(self) -> bool:
        """A given name by the lists, as it is written here."""
        word = self._word
        if word.key not in self._lists.given:
            return self._two_in_one()
        if word.key in self._lists.places and self._before is not None and self._before.key in ("in", "near"):
            return False
        if word.key not in self._lists.doubles:
            if word.shouted:
                return len(word.key) > 4 or self._person_near()
            if word.capital:
                return not (self._is_known_capital() and not self._person_near())
            return self._small_letters()
        if not word.capital:
            return self._is_somebodys()
        return not word.shouted and self._double_is_name()

    def _is_somebodys(self) -> bool:
        """ "my brother max": an everyday word in small letters, after whose relation it is."""
        before, whose = self._before, near(self._some, self._at - 2)
        if (
            before is None
            or whose is None
            or self._word.key in self._beside["little"] | self._lists.verbs | self._lists.times
        ):
            return False
        theirs = before.key in self._beside["relation"] and whose.key in self._beside["whose"]
        return theirs and before.close and not self._word.owns

    def _two_in_one(self) -> bool:
        """ "Mary-Jane", "Ali-Reza"."""
        parts = [part for part in self._word.text.split("-") if part]
        if len(parts) < 2 or not self._word.capital:
            return False
        lists = self._lists
        names = [key(part) in lists.given and key(part) not in lists.doubles for part in parts]
        return parts[1][0].isupper() and any(names)

    def _small_letters(self) -> bool:
        """In small letters a long name counts; a short one beside what stands beside people."""
        word = self._word
        if word.key in self._lists.ordinary:
            return False
        return len(word.key) > 3 or self._person_near() or self._owns_someone()

    def _double_is_name(self) -> bool:
        word, after = self._word, self._after
        if word.key in self._lists.times and self._is_time():
            return False
        if self._person_near() or self._owns_someone() or self._aged():
            return True
        if after and after.capital and after.key in self._lists.family and not self._is_title_word(after):
            return not word.first or word.key not in self._lists.verbs
        if word.first or word.key in self._lists.virtues or self._is_known_capital():
            return self._spoken_to() and not word.first and not (after and after.capital)
        return not (after and after.capital) and not (
            self._before and self._before.capital and not self._before.first
        )

    def _spoken_to(self) -> bool:
        """ "with Grace", "told Hope", "talked to Faith"."""
        before = self._before
        if before is None:
            return False
        verb = near(self._some, self._at - 2)
        spoken = before.key == "to" and verb is not None and verb.key in self._beside["speaking"]
        return spoken or before.key in ("with", "told", "asked", "met")

    def _is_title_word(self, word: Word) -> bool:
        return word.key in self._lists.ordinary

    def _is_time(self) -> bool:
        before, after = self._before, self._after
        rest = self._text[self._word.end : self._word.end + 3].strip(" ,")
        ahead = self._text[max(0, self._word.start - 4) : self._word.start].strip()
        return (
            bool(before and before.key in self._beside["when"])
            or bool(after and after.key in self._beside["season"])
            or rest[:1].isdigit()
            or ahead[-2:].isdigit()
            or ahead[-2:] in ("st", "nd", "rd", "th")
        )

    def _person_near(self) -> bool:
        """A relation or “called” before, or a deed after."""
        before, after, word = self._before, self._after, self._word
        if before is not None:
            if before.key in self._beside["called"]:
                who = near(self._some, self._at - 2)
                return (
                    bool(who and who.key in self._beside["people"])
                    or self._sure_given()
                    or (word.key in self._lists.given and word.capital)
                )
            if (
                before.key in self._beside["relation"]
                and word.key not in self._lists.verbs
                and not before.owns
            ):
                return word.capital or word.key in self._lists.given
        return bool(after and after.key in self._beside["deed"] and word.capital and not self._lists_thing())

    def _lists_thing(self) -> bool:
        """Whether the deed after it is more likely a thing's: “Park left”, with an article before."""
        return bool(
            self._before
            and self._before.key in ("the", "a", "an", "this", "that", "our", "each", "every", "of")
        )

    def _owns_someone(self) -> bool:
        return (
            self._word.owns
            and self._after is not None
            and self._after.key in self._beside["owned"]
            and not self._lists_thing()
        )

    def _aged(self) -> bool:
        """ "Zor (12)", "Zor, 12," or "Zor, aged 12"."""
        rest = self._text[self._word.end : self._word.end + 12]
        for lead, tail in ((" (", ")"), (", ", ","), (", ", " and"), (" (aged ", ")"), (", aged ", "")):
            if rest.startswith(lead):
                number = rest[len(lead) :][:2].strip(tail + " ")
                after = rest[len(lead) + len(number) :]
                if number.isdigit() and 2 < int(number) < 26 and after.startswith(tail):
                    return True
        return False

    def _before_family(self) -> bool:
        """ "Grace Okafor": a word with a capital, a sure family name after it; "Nguyen Linh", the other way round."""
        word, after = self._word, self._after
        if not word.capital or word.shouted or after is None or not after.capital or after.shouted:
            return False
        if after.key in self._lists.given and self._is_family():
            return True
        if after.key not in self._lists.family or after.key in self._lists.doubles:
            return False
        if after.key in self._lists.ordinary or after.key in self._lists.places:
            return False
        return not self._is_plain() and not self._is_known_capital()

    def _is_family(self) -> bool:
        name, lists = self._word.key, self._lists
        if name not in lists.family or name in lists.doubles or name in lists.ordinary:
            return False
        if name in lists.places or self._is_known_capital() or len(name) < 3:
            return False
        return not (
            self._before and self._before.capital and self._before.key in lists.ordinary and len(name) < 4
        )

    def _beside_people(self) -> bool:
        """A word with a capital that no list knows, where a name would stand; also in small letters after “Mr”."""
        word = self._word
        if not word.capital or word.shouted or self._is_plain() or self._is_known_capital():
            return False
        if word.key in self._lists.places or word.key in self._lists.doubles:
            return False
        if len(word.key) < 3:
            return False
        return self._person_near() or self._owns_someone() or self._aged()

    def _strange(self) -> bool:
        """A capital inside a sentence on a word that nothing here knows, and that is no title of something."""
        word, before, after = self._word, self._before, self._after
        if not word.capital or word.shouted or len(word.key) < 4 or not word.key.isascii():
            return False
        if any(letter.isupper() for letter in word.text[1:]) or "-" in word.text:
            return False
        if self._is_plain() or self._is_known_capital() or word.key in self._lists.places:
            return False
        if word.key in self._lists.doubles or word.key in self._lists.family:
            return False
        if _stem_known(word.key, self._lists.ordinary) or _stem_known(word.key, self._lists.capitals):
            return False
        beside = [one for one in (before, after) if one is not None and one.capital and not one.first]
        return not any(one.key in self._lists.ordinary or one.key in self._lists.capitals for one in beside)

    def _reach(self, what: What, why: str) -> tuple[int, int, What, str]:
        """How far the name goes on: “Mohammed Ali Khan”, “Ana de Souza”, “kayden smith”."""
        some, last = self._some, self._at
        while (after := near(some, last + 1)) is not None and last - self._at < 4:
            gap = self._text[some[last].end : after.start]
            if gap not in _JOINED or some[last].owns or after.first:
                break
            if after.key in self._beside["particle"] and self._particle(last + 1):
                last += 2
            elif self._goes_on(after):
                last += 1
            else:
                break
        return self._at, last, what, why

    def _goes_on(self, word: Word) -> bool:
        """Whether a word after a name belongs to it."""
        family = word.key in self._lists.family
        if not word.capital:
            return family and self._is_new(word)
        return not word.shouted and (family or word.key in self._lists.given or self._is_new(word))

    def _is_new(self, word: Word) -> bool:
        """Whether a word is no everyday one, in a script that has capitals."""
        known = word.key in self._lists.ordinary or word.key in self._beside["little"]
        known = (
            known
            or word.key in self._lists.capitals
            or (not word.capital and word.key in self._lists.doubles)
        )
        return not known and word.text[0].lower() != word.text[0].upper()

    def _particle(self, at: int) -> bool:
        """Whether “de”, “bin” and the like lead on to a name."""
        after = near(self._some, at + 1)
        return (
            after is not None
            and after.close
            and after.capital
            and (not self._some[at].capital or after.key in self._lists.family)
        )


def _stem_known(word: str, ordinary: frozenset[str]) -> bool:
    """Whether the word is a form of an everyday one, or ends as no name does."""
    for ending in ("s", "es", "d", "ed", "ing", "er", "ers", "ly", "al", "ally", "ity", "ies", "ive", "able"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if stem in ordinary or f"{stem}e" in ordinary or f"{stem}y" in ordinary:
                return True
    return word.endswith(
        (
            "tion",
            "tions",
            "ment",
            "ments",
            "ness",
            "ship",
            "ships",
            "ology",
            "ence",
            "ance",
            "ising",
            "ised",
            "ical",
            "ward",
            "wards",
        )
    )
