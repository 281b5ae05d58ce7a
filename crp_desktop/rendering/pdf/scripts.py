"""What a script says about the language."""

import unicodedata
from collections.abc import Iterable

_LANGUAGES = {
    "HEBREW": "he",
    "BENGALI": "bn",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "TAMIL": "ta",
    "TELUGU": "te",
    "MALAYALAM": "ml",
    "KANNADA": "kn",
    "SINHALA": "si",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "THAI": "th",
    "KHMER": "km",
    "MYANMAR": "my",
    "LAO": "lo",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
}
_EAST_ASIAN = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}
_PERSIAN = frozenset("پچژگکی")
_URDU = frozenset("ٹڈڑںےھ")


def language_of(text: str) -> str:
    """The language (BCP 47) that the script of `text` gives away, empty when it does not.

    Most letters must be of that script. Arabic script is Urdu or Persian by letters that Arabic does not have.
    """
    if text.isascii():
        return ""
    counts: dict[str, int] = {}
    letters = [char for char in text if char.isalpha()]
    for char in letters:
        script = unicodedata.name(char, "").split(" ")[0]
        counts[script] = counts.get(script, 0) + 1
    if not counts:
        return ""
    if counts.get("HIRAGANA"):
        counts["HIRAGANA"] += counts.pop("CJK", 0) + counts.pop("KATAKANA", 0)
    script, count = max(counts.items(), key=lambda pair: pair[1])
    if count * 2 <= len(letters):
        return ""
    if script == "ARABIC":
        found = set(letters)
        return "ur" if found & _URDU else "fa" if found & _PERSIAN else "ar"
    return _LANGUAGES.get(script, "")


def script_words(letters: Iterable[str]) -> tuple[str, ...]:
    """The writing systems that letters belong to, as Unicode names them ("Chinese" for CJK), most letters first."""
    counts: dict[str, int] = {}
    for letter in letters:
        first = unicodedata.name(letter[:1], "").split(" ")[0].split("-")[0]
        word = _EAST_ASIAN.get(first, first.capitalize())
        if word and letter[:1].isalpha():
            counts[word] = counts.get(word, 0) + 1
    return tuple(sorted(counts, key=lambda word: (-counts[word], word)))


def of_the_extra(letters: Iterable[str]) -> bool:
    """Whether any letter is of a script for which the extra “scripts” brings the font."""
    return any(
        unicodedata.name(letter[:1], "").startswith(("CJK", "HIRAGANA", "KATAKANA")) for letter in letters
    )
