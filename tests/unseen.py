"""Characters that nobody sees, that look like a space or like a dash: told from Unicode, not from the product.

Default ignorable code points stand in DerivedCoreProperties.txt, which Python does not carry: their ranges are here.
"""

import sys
import unicodedata

_IGNORABLE = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip


def _of(*categories: str) -> set[str]:
    return {chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in categories}


UNSEEN = sorted(_of("Cf") | {chr(code) for low, high in _IGNORABLE for code in range(low, high + 1)})
SPACES = sorted(_of("Zs") | {"\u2800"})
LINE_ENDS = ["\u2028", "\u2029", "\x0b", "\x0c", "\x85"]
DASHES = sorted(_of("Pd") | {"\u2212"})
