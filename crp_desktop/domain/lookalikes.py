"""Letters of other scripts that look like Latin ones, after Unicode's confusables (UTS 39), the ones that people use.

One letter for one, so that places stay what they are. Compatibility forms (full width, mathematical, circled) are not
here: `domain.comparable` has made them plain.
"""

_CYRILLIC = (
    "аaвbгrеeкkмmнhоoпnрpсcтtуyхxіiїiјjѕsһhԁdԛqԝwӏlүyѵvьbёeґrқkңhөoҙ3әe"
    "АAВBЕEЗ3КKМMНHОOРPСCТTУYХXІIЇIЈJЅSҺHԚQԜWӀlҮYѴVЬbЁEҚKӨO"
)
_GREEK = "αaβbγyεeηnιiκkνvοoρpσoςsτtυuχxωwϳjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXͿJάaέeήnίiόoύu"
_ARMENIAN = "օoսuհhոnցgյjզqաwօoՕOՍUՏSԼL"
_CHEROKEE = "ᎪAᏴBᏟCᎠDᎬEᏀGᎻHᎥiᎫJᏦKᏞLᎷMᏢPᏒRᏚSᎢTᏙVᎳWᏃZ"
_LATIN = "ıiȷjɑaɡgɩiʟlʀrɴnɪiʏyᴀaʙbᴄcᴅdᴇeꜰfɢgʜhᴊjᴋkᴌlᴍmᴏoᴘpꜱsᴛtᴜuᴠvᴡwᴢzǀlꞌ'øoØOłlŁLđdĐDħhĦHŧtŦT"
_PAIRS = _CYRILLIC + _GREEK + _ARMENIAN + _CHEROKEE + _LATIN
_BLOCKS = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
"""A to Z as squares, in circles and squares that are filled, and as the letters of flags."""

LATIN = dict(zip(map(ord, _PAIRS[::2]), _PAIRS[1::2], strict=True)) | {
    start + at: chr(ord("A") + at) for start in _BLOCKS for at in range(26)
}
"""Code point -> the Latin letter that it looks like."""


def looks_like(text: str) -> str:
    """A text, as it is compared, with a Latin letter for each that looks like one; as long as it was."""
    return text if text.isascii() else text.translate(LATIN)


def unmixed(word: str) -> str:
    """A word in which Latin letters stand beside ones that look Latin, as a Latin word; any other as it is."""
    if word.isascii() or not any(letter.isascii() and letter.isalpha() for letter in word):
        return word
    same = looks_like(word)
    return same if same.isascii() else word
