"""The rules of the style guide (domain/STYLE.md) that a program can hold: what is wrong with a text, "" for nothing."""

import re

from crp_desktop.domain.i18n import tr
from tests.words.collect import Said

NOT_USED = {
    r"anew|afresh|lately|parted|need not|but for|of yours": "archaic",
    r"whom|whoever(?! (?:they|we|you) are)|wherein|nor": "archaic",
    r"mend(?:s|ed|ing)?": "correct",
    r"beside": "next to, together with",
    r"somebody|anybody|nobody else": "someone, anyone",
    r"grown-ups?": "adults",
    r"hard(?:est)? to reach": "seldom heard",
    r"(?<!in )(?<!loses )touch(?:es|ed|ing)?": "about, mentioned, linked to, changed",
    r"struck out|strike (?:it )?out": "crossed out",
    r"silent on|caps? that bit|not all there|keep quiet|lose it": "blames or jokes",
    r"(?<!there )is no (?:kind|file|option|text|class|colour|day|record|handover)": "is not a",
    r"duty desk|data-protection officer|children’s-rights": "term",
    r"mental-health|child care|health care|head teachers?": "spelling",
    r"present passphrase|on disk yet|may stay empty|day of the calendar": "translated",
    r"programs?": "CRP Desktop, app",
    r"rests? on|stands? (?:here|beside|above|below|under|elsewhere|twice)": "things do not stand or rest",
    r"(?:evidence|note|finding|period|file)s? (?:carry|carries|holds?)": "things do not hold or carry",
    r"which way": "supports or contradicts",
    r"pseudonyms?": "stand-in",
    r"e-mail|whilst|amongst|utili[sz]e": "plain words",
}
"""Word or phrase that no text has: what to say, or why."""

CONTRACTION = re.compile(
    r"\b(?:[Dd]on|[Cc]an|[Ww]on|isn|doesn|didn|aren|wasn)’t\b|\b(?:[Ii]|[Ww]e|[Yy]ou|[Tt]hey)’(?:ll|ve|re|m)\b"
)
_STRAIGHT = re.compile(r"""['"]""")
_JOINED = re.compile(r"^[,;.·]|^\s|\s$| · |[,;]$")
_AGREEING = re.compile(
    r"\(\w+\) (?:that |which )?(?:are|is|was|were|have|has|need|needs|do|does|go|goes|come|comes|point|points)\b"
    r"|\{n\}[^{]*?\(\w+\).*\b(?:they|them|their|it|its)\b"
)
_IRREGULAR = re.compile(r"(?:copy|person|people|child|body|entry|copies|story|city)\(\w+\)", re.IGNORECASE)
_PLURAL_OF_ONE = re.compile(
    r"\b1 (?!of\b)(?:\w+ ){0,1}?(notes|findings|workshops|badges|articles|people|statements|copies|pages)\b"
)
_BRACKETED = re.compile(r"\w\(\w{1,3}\)")
_KEYS = re.compile(r"&(?=\w)")
LONGEST_BUTTON, MOST_WORDS = 24, 4


def words_not_used(said: Said) -> str:
    """The first word or phrase that the guide does not use."""
    for pattern, instead in NOT_USED.items():
        if found := re.search(rf"\b(?:{pattern})\b", said.text, re.IGNORECASE):
            return f"{found.group()!r}: {instead}"
    return ""


def contraction(said: Said) -> str:
    found = CONTRACTION.search(re.sub(r"“[^”]*”", "", said.text))
    return f"{found.group()!r}: no contractions in the window" if found else ""


def straight_marks(said: Said) -> str:
    """A straight apostrophe or quote in words; what is typed at a keyboard (a pattern, an option) has none in `tr`."""
    return "straight apostrophe or quote" if _STRAIGHT.search(said.text) else ""


def joined(said: Said) -> str:
    return "a fragment to join" if _JOINED.search(said.text) else ""


def button_length(said: Said) -> str:
    """A button is short; what follows a mnemonic's & counts, the & does not."""
    if not said.button or "{" in said.text:
        return ""
    text = _KEYS.sub("", said.text)
    if len(text) > LONGEST_BUTTON or len(text.split()) > MOST_WORDS:
        return f"{len(text)} characters, {len(text.split())} words"
    return ""


def plural(said: Said) -> str:
    """The text with 0, 1 and 2 has no bracketed ending left, and nothing in it has to agree."""
    if not said.counted:
        return "an ending in brackets without n" if _BRACKETED.search(said.text) else ""
    if _IRREGULAR.search(said.text):
        return "no such plural"
    if _AGREEING.search(said.text):
        return "a verb or pronoun that has to agree"
    names = {name: "x" for name in re.findall(r"\{(\w+)\}", said.text) if name != "n"}
    for n in (0, 1, 2):
        read = tr(said.text, n=n, **names)
        if _BRACKETED.search(read):
            return f"with {n}: {read}"
        if n == 1 and _PLURAL_OF_ONE.search(read):
            return f"with 1: {read}"
    return ""


def sentences(text: str) -> list[str]:
    """A text cut where its sentences end."""
    return [one for one in re.split(r"(?<=[.!?])[”’)]?\s+", text.strip()) if re.search(r"\w", one)]


def syllables(word: str) -> int:
    """How many syllables an English word has, by its spelling: groups of vowels, less a silent e."""
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) <= 3:
        return 1
    word = re.sub(r"(?:(?<=[^laeiouy])es|(?<=[^td])ed|(?<=[^l])e)$|(?<=[aeiouy]l)e$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def grade(text: str) -> float:
    """The Flesch-Kincaid grade (Kincaid et al. 1975): the American school year that can read it; add 5 for the age."""
    words = re.findall(r"[\w’'-]+", text)
    if not words:
        return 0.0
    per_sentence = len(words) / len(sentences(text))
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def longest(text: str) -> int:
    """The words of the longest sentence."""
    return max((len(re.findall(r"[\w’'-]+", one)) for one in sentences(text)), default=0)
