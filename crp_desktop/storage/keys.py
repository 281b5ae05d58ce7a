"""What opens a programme file: a passphrase, a recovery code, or nothing (the sample)."""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.storage import guessing

SALT_BYTES = 16
KEY_BYTES = 32
ROUNDS = 256_000
SHORTEST = 12

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_CODE_LENGTH = 54
_GROUP = 6
_CHECK_BITS = _CODE_LENGTH * 5 - KEY_BYTES * 8
_OBVIOUS = (
    "password",
    "passphrase",
    "letmein",
    "welcome",
    "qwerty",
    "childrensrights",
    "childrightspartners",
    "correcthorsebatterystaple",
    "changeme",
    "iloveyou",
    "crpdesktop",
)
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm")


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """How a file is opened. `raw` is SQLCipher's derived key (32 bytes); both None: it is not locked."""

    passphrase: str | None = None
    raw: bytes | None = None

    @classmethod
    def none(cls) -> "Key":
        """For a file that is not encrypted."""
        return cls()

    @classmethod
    def from_passphrase(cls, text: str) -> "Key":
        """NFC, so that the same letters typed on another keyboard are the same passphrase."""
        return cls(passphrase=_normal(text))

    @classmethod
    def from_recovery_code(cls, text: str) -> "Key":
        """Reads a printed code whatever its case, spaces and hyphens; raises InputProblem when mistyped."""
        return cls(raw=_read_code(text))

    @property
    def given(self) -> bool:
        """Whether there is anything to open a locked file with."""
        return bool(self.passphrase) or self.raw is not None

    def derive(self, salt: bytes) -> bytes:
        """SQLCipher's 32-byte key for the file that begins with `salt`; about 150 ms for a passphrase."""
        if self.raw is not None:
            return self.raw
        if not self.passphrase:
            raise ValueError("no key to derive from")
        secret = self.passphrase.encode("utf-8", "replace")
        return hashlib.pbkdf2_hmac("sha512", secret, salt, ROUNDS, KEY_BYTES)

    def for_new_file(self) -> tuple[bytes | None, bytes | None]:
        """SQLCipher's key and a salt for a file that is to be made; nothing of either for one without a key."""
        if not self.given:
            return None, None
        salt = secrets.token_bytes(SALT_BYTES)
        return self.derive(salt), salt

    def __repr__(self) -> str:
        kind = "recovery code" if self.raw is not None else "passphrase" if self.passphrase else "none"
        return f"Key({kind})"


def recovery_code(path: Path, passphrase: str) -> str:
    """The code to print for the file at `path`: its derived key in groups, ending in check characters."""
    with path.open("rb") as file:
        salt = file.read(SALT_BYTES)
    return code_for(Key.from_passphrase(passphrase).derive(salt))


def code_for(raw: bytes) -> str:
    """The printed form of a 32-byte key: nine groups of six, without I, L, O and U."""
    number = int.from_bytes(raw) << _CHECK_BITS | _check(raw)
    digits = [_DIGITS[number >> 5 * place & 31] for place in reversed(range(_CODE_LENGTH))]
    return "-".join("".join(digits[at : at + _GROUP]) for at in range(0, _CODE_LENGTH, _GROUP))


def check_new_passphrase(text: str, known: Iterable[str] = ()) -> None:
    """Raises InputProblem, in words, when a passphrase is too easy to guess or too easy to lose.

    `known` are names that whoever guesses would try: the council's, and those of the people at work.
    """
    text = _normal(text)
    if text != text.strip():
        raise _weak(tr("The passphrase starts or ends with a space, which is easy to lose."))
    if any(unicodedata.category(char) in ("Cc", "Cs", "Cn") for char in text):
        raise _weak(tr("The passphrase has a character that cannot be typed again."))
    if len(text) < SHORTEST:
        raise _weak(tr("The passphrase is shorter than {n} characters.", n=SHORTEST))
    plain = re.sub(r"[\W_]", "", text.casefold())
    if len(set(text.casefold())) < 5 or _repeats(plain):
        raise _weak(tr("The passphrase repeats the same few characters."))
    if any(_only(plain, word) for word in _OBVIOUS):
        raise _weak(tr("The passphrase is too easy to guess."))
    if any(plain and (plain in run or plain in run[::-1]) for run in _RUNS):
        raise _weak(tr("The passphrase is keys that are next to each other on the keyboard."))
    if guessing.guesses(text, known) < guessing.ENOUGH:
        if guessing.guesses(text) < guessing.ENOUGH:
            raise _weak(
                tr("The passphrase is easy to guess: its words, names or dates are among the first tried.")
            )
        raise _weak(tr("Anyone who knows the council or its people could guess the passphrase."))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _weak(what: str) -> InputProblem:
    return InputProblem(
        what,
        safe=tr("Nothing was changed."),
        todo=tr("Choose 4 or more unrelated words, and write down the recovery code."),
    )


def _repeats(plain: str) -> bool:
    """Whether the text is one short piece over and over ("abcabcabcabc")."""
    return any(plain[size:] == plain[:-size] for size in range(1, len(plain) // 2 + 1))


def _only(plain: str, word: str) -> bool:
    """Whether nothing but digits is left around an obvious word ("password2024")."""
    return word in plain and not plain.replace(word, "").strip("0123456789")


def _check(raw: bytes) -> int:
    digest = hashlib.sha256(b"recovery code" + raw).digest()
    return int.from_bytes(digest[:2]) >> 16 - _CHECK_BITS


def _read_code(text: str) -> bytes:
    code = re.sub(r"[\s\-\u2010-\u2015]", "", text.upper()).translate(_LOOKALIKES)
    strange = sorted(set(code) - set(_DIGITS))
    if strange:
        raise _mistyped(tr("A recovery code has no “{char}” in it.", char=strange[0]))
    if len(code) != _CODE_LENGTH:
        raise _mistyped(
            tr(
                "A recovery code has {length} letters and digits; this one has {n}.",
                n=len(code),
                length=_CODE_LENGTH,
            )
        )
    number = 0
    for char in code:
        number = number << 5 | _DIGITS.index(char)
    raw = (number >> _CHECK_BITS).to_bytes(KEY_BYTES)
    if number & (1 << _CHECK_BITS) - 1 != _check(raw):
        raise _mistyped(tr("This recovery code has a letter or digit that was mistyped."))
    return raw


def _mistyped(what: str) -> InputProblem:
    return InputProblem(
        what,
        safe=tr("The programme file was not changed."),
        todo=tr("Compare it with the printed code, one group at a time."),
    )
