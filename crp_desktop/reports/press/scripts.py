"""What a script says about the language."""

import unicodedata

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
}
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
    script, count = max(counts.items(), key=lambda pair: pair[1])
    if count * 2 <= len(letters):
        return ""
    if script == "ARABIC":
        found = set(letters)
        return "ur" if found & _URDU else "fa" if found & _PERSIAN else "ar"
    return _LANGUAGES.get(script, "")
