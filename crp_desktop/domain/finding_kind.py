"""Which kind a finding may be, from a few plain phrases. A person says the kind; this only offers one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crp_desktop.domain.comparable import comparable
from crp_desktop.domain.kinds import FindingKind

_WHO = r"(?:i|we|they|people|children|pupils|parents|carers)"
_VERY = r"(?:(?:really|very|so|all|also|just) )?"
_PHRASES: dict[FindingKind, tuple[str, ...]] = {
    FindingKind.IDEA: (
        rf"{_WHO} {_VERY}want (?:to|a|an|the|more|some|it|someone|somebody)",
        r"should(?! have| not)",
        rf"(?:{_WHO}|he|she)(?:'d| would) {_VERY}(?:like|love|prefer)",
        r"could (?:we|you|they|there|someone|somebody|the)",
        r"can we (?:have|get)",
        r"it would (?:be (?:good|great|nice|better|helpful)|help)",
        r"(?:they|you|council|schools?|teachers|adults|staff|police|someone|somebody) needs? to",
        rf"we {_VERY}need (?:a|an|to|more|some)",
        r"i wish", r"if only", r"(?:how|what) about", r"why (?:don't|not|can't)", r"(?:my|our) idea",
        r"(?<=^)let(?:'s| us)",
    ),
    FindingKind.STRENGTH: (
        rf"(?<!'d ){_WHO} {_VERY}(?:like|love|enjoy|trust)(?! to)",
        rf"feels? {_VERY}(?:safe|safer|welcome|happy|heard|listened to|respected|supported|included)",
        r"listens? to (?:me|us|them)",
        rf"works? {_VERY}well",
        rf"(?:is|are|was|were) {_VERY}(?:helpful|brilliant|great|kind|friendly|excellent|amazing|lovely)",
        rf"(?:i'm|i am|we're|we are) {_VERY}(?:happy|proud|pleased|glad|grateful)",
        r"the best (?:thing|part|bit)", r"kept (?:their|its|his|her) promise", r"(?:got|getting) better",
        r"thanks to", r"it's good that",
    ),
    FindingKind.CONCERN: (
        r"(?:don't|do not|doesn't|does not|didn't|did not|never) (?:feel (?:safe|welcome|heard|listened to)"
        r"|listen|ask|like|tell|hear back|get|care|help)",
        r"(?:nobody|no one|no-one) (?:listens|listened|asks|asked|tells|told|helps|helped|cares|explained)",
        r"(?:nowhere|hard|difficult) to", r"too (?:long|few|far|late|expensive|noisy|crowded)",
        r"(?:unsafe|unfair|not fair|scared|afraid|frightened|rude|bullied|bullying|hate|worry|worried|the worst)",
        r"(?:not|wasn't|weren't|aren't|isn't) (?:asked|told|allowed|enough|any)",
        r"(?:can't|cannot) (?:get|afford|reach|use)", r"always (?:broken|locked|closed|late)", r"(?:is|are) locked",
        r"closed (?:our|the)",
    ),
}  # fmt: skip
_FOUND = {
    kind: re.compile(rf"(?<![\w'])(?:{'|'.join(phrases)})(?![\w'])") for kind, phrases in _PHRASES.items()
}
_NEAR = 80
"""How many letters before a phrase are looked at for what turns it round."""
_NOT = re.compile(
    r"(?:\b(?:not|never|no|nobody|nothing|none|hardly|without)|n't|\bused to)(?: [\w']+){0,5} ?$", re.I
)
"""What turns round a phrase that follows it within a few words."""


@dataclass(frozen=True, slots=True)
class KindHint:
    """A kind that the words may mean, and those words as they were written."""

    kind: FindingKind
    words: str


def suggest_kind(text: str) -> KindHint | None:
    """The kind that the phrases of a text agree on; None when there are none, when they tell two things, or when one of
    them is turned round (“I would not say it is unsafe”)."""
    found = list(_hints(text))
    agreed = len({hint.kind if hint else None for hint in found}) == 1
    return found[0] if found and agreed else None


def _hints(text: str) -> Iterator[KindHint | None]:
    """What each phrase means, None for one that is turned round; a phrase inside a longer one says nothing itself."""
    seen = comparable(text)
    folded = seen.text.lower()
    if len(folded) != len(seen.text):
        return
    found = [(match.span(), kind) for kind, phrases in _FOUND.items() for match in phrases.finditer(folded)]
    reached = 0
    for (start, end), kind in sorted(found, key=lambda one: (one[0][0], -one[0][1])):
        if start >= reached:
            reached = end
            low, high = seen.span(start, end)
            turned = _NOT.search(folded[max(start - _NEAR, 0) : start])
            yield None if turned else KindHint(kind, text[low:high])
