"""Could a quote point to one child? Decided from how many people it could have come from, not from its words."""

from enum import StrEnum


class Risk(StrEnum):
    """Why a quote could point to one person: too few took part, were of that age, sat in that group, or were of that
    age in that group; or nobody counted."""

    FEW_PEOPLE = "few_people"
    FEW_IN_BAND = "few_in_band"
    FEW_IN_GROUP = "few_in_group"
    FEW_IN_BOTH = "few_in_both"
    NOT_COUNTED = "not_counted"


def quote_risk(
    *,
    people: int | None,
    in_band: int | None,
    in_group: int | None,
    threshold: int,
    in_both: int | None = None,
) -> Risk | None:
    """The first reason there is, or None.

    `people` took part in all, None where nobody counted them. `in_band` of them are of the speaker's age band, None
    where the quote has none. `in_group` are the speakers noted in the speaker's group, `in_both` those of them of the
    speaker's age band, None where the workshop had one group only. People of the same audience can tell an age, and a
    group, from words that name neither.
    """
    if people is None:
        return Risk.NOT_COUNTED
    if people < threshold:
        return Risk.FEW_PEOPLE
    if in_band is not None and in_band < threshold:
        return Risk.FEW_IN_BAND
    if in_group is not None and in_group < threshold:
        return Risk.FEW_IN_GROUP
    if in_both is not None and in_both < threshold:
        return Risk.FEW_IN_BOTH
    return None
