"""What a search for identifiers finds."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What a hit could be: a child or another person, a school, a place, a number, a contact, a date of birth."""

    PERSON = "person"
    ADULT = "adult"
    SCHOOL = "school"
    PLACE = "place"
    NUMBER = "number"
    CONTACT = "contact"
    BORN = "born"


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that could say who somebody is: code points, end exclusive, and why in a person's words."""

    start: int
    end: int
    words: str
    what: What
    why: str
