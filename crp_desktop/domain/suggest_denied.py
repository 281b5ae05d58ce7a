"""What somebody says is not so: “I wasn’t even doing drugs” is not about drugs."""

import re

from crp_desktop.domain.comparable import comparable

_DENIED = re.compile(
    r"\b(?:not|never|wasn'?t|weren'?t|isn'?t|aren'?t|don'?t|doesn'?t|didn'?t)\s+(?:(?:even|actually|ever|really)\s+)?"
    r"(?:do|doing|take|taking|use|using|smoke|smoking|vape|vaping|sell|selling|carry|carrying|drink|drinking|on)\b",
    re.IGNORECASE,
)
_CONDUCT = frozenset({33})
"""Articles that are about what somebody does; where that is denied they are not what is told."""


def denied(text: str) -> frozenset[int]:
    """The articles about a conduct that the text says was not so."""
    return _CONDUCT if _DENIED.search(comparable(text).text) else frozenset()
