"""Keys: any SQLCipher tool opens the file with the passphrase, and the printed code survives being typed."""

import subprocess
import sys
import unicodedata

import pytest
from sqlcipher3 import dbapi2

from crp_desktop.domain.errors import InputProblem
from crp_desktop.storage.engine import close, open_engine
from crp_desktop.storage.keys import Key, check_new_passphrase, code_for, recovery_code
from tests.storage.files import KEY, add, count, create, make_closed

PHRASE = "Größe “zählt” nicht, O'Brien; --"
CODE = code_for(bytes(range(32)))


def test_any_sqlcipher_tool_opens_the_file_with_the_passphrase(tmp_path):
    path = make_closed(tmp_path / "a.crp", Key.from_passphrase(PHRASE), rows=3)
    connection = dbapi2.connect(str(path))
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"""PRAGMA key = '{PHRASE.replace("'", "''")}'""")
    assert connection.execute("SELECT count(*) FROM thing").fetchone() == (3,)
    connection.close()


def test_the_recovery_code_opens_the_file(tmp_path):
    path = make_closed(tmp_path / "a.crp", Key.from_passphrase(PHRASE), rows=3)
    code = recovery_code(path, PHRASE)
    engine = open_engine(path, Key.from_recovery_code(code))
    add(engine, 1)
    assert count(engine) == 4
    close(engine)


def test_two_files_with_one_passphrase_have_two_keys(tmp_path):
    codes = set()
    for name in ("a.crp", "b.crp"):
        close(create(tmp_path / name, Key.from_passphrase(PHRASE)))
        codes.add(recovery_code(tmp_path / name, PHRASE))
    assert len(codes) == 2


def test_the_same_letters_from_another_keyboard_are_the_same_passphrase(tmp_path):
    apart = unicodedata.normalize("NFD", PHRASE)
    assert apart != PHRASE
    assert Key.from_passphrase(apart) == Key.from_passphrase(PHRASE)


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", ""),
        f"  {CODE.replace('-', ' ')}\n",
        CODE.replace("-", "–"),
        CODE.replace("0", "O").replace("1", "l"),
        CODE.replace("1", "I").replace("0", "o"),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed):
    assert Key.from_recovery_code(typed).raw == bytes(range(32))


def test_a_code_has_no_letters_that_look_alike():
    assert not set("ILOU") & set(CODE)
    assert all(len(group) == 6 for group in CODE.split("-"))


@pytest.mark.parametrize("place", range(54))
def test_one_wrong_or_swapped_character_is_noticed(place):
    plain = CODE.replace("-", "")
    wrong = plain[:place] + ("7" if plain[place] != "7" else "8") + plain[place + 1 :]
    with pytest.raises(InputProblem, match="mistyped"):
        Key.from_recovery_code(wrong)
    swapped = plain[:place] + plain[place + 1 : place + 2] + plain[place] + plain[place + 2 :]
    if swapped != plain:
        with pytest.raises(InputProblem, match="mistyped"):
            Key.from_recovery_code(swapped)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "this one has 0"),
        (CODE[:-1], "this one has 53"),
        (CODE + "A", "has 55"),
        (CODE[:-1] + "ü", "no “Ü”"),
    ],
)
def test_what_is_wrong_with_a_code_is_said(typed, said):
    with pytest.raises(InputProblem, match=said):
        Key.from_recovery_code(typed)


@pytest.mark.parametrize(
    ("weak", "said"),
    [
        ("", "shorter"),
        ("short words", "shorter"),
        ("aaaaaaaaaaaaaaaa", "repeats"),
        ("abcabcabcabcabc", "repeats"),
        ("123412341234", "repeats"),
        ("1 2 3 4 5 6 7 8 9 0", "next to each other"),
        ("qwertyuiop asdf", "next to each other"),
        ("Password-2024!", "too easy to guess"),
        ("Correct horse battery staple", "too easy to guess"),
        ("four good words here ", "space"),
        ("four good\twords here", "cannot be typed"),
        ("iloveyou for ever", "easy to guess: its words"),
        ("manchesterunited1", "easy to guess: its words"),
        ("P@ssw0rd12345", "easy to guess: its words"),
        ("Summer2026Summer", "easy to guess: its words"),
        ("1q2w3e4r5t6y7u8i", "easy to guess: its words"),
        ("dragon monkey sunshine", "easy to guess: its words"),
        ("Children First 2026!", "easy to guess: its words"),
        ("London Borough Council 2026", "easy to guess: its words"),
        ("31/12/1999 london", "easy to guess: its words"),
        ("four good words \ud800 here", "cannot be typed"),
    ],
)
def test_a_weak_passphrase_is_refused_in_words(weak, said):
    with pytest.raises(InputProblem, match=said) as caught:
        check_new_passphrase(weak)
    assert caught.value.todo
    assert not weak or weak not in str(caught.value)


@pytest.mark.parametrize(
    "good", ["purple kettle harbour nine", "Ünïcødé wörds ätt läst", "我们的孩子们有发言权也有权利知道一切"]
)
def test_a_good_passphrase_is_taken(good):
    check_new_passphrase(good)


@pytest.mark.parametrize(
    "weak",
    [
        "Northmere Council 2026",
        "NorthmereBorough2026",
        "the north mere of Northmere",
        "London Borough of Northmere!",
        "NORTHMERE 1998 okonkwo-adeyemi",
        "Chidinma Okonkwo-Adeyemi 2025",
        "northmere northmere northmere x",
    ],
)
def test_the_names_of_the_council_and_its_people_count_nothing(weak):
    known = ("London Borough of Northmere", "Chidinma Okonkwo-Adeyemi")
    with pytest.raises(InputProblem, match="guess") as caught:
        check_new_passphrase(weak, known)
    assert "4 or more unrelated words" in caught.value.todo


def test_a_good_passphrase_may_have_a_known_word_and_be_very_long():
    check_new_passphrase("northmere purple kettle harbour nine", ("Northmere",))
    check_new_passphrase("purple kettle harbour nine " * 400 + "x", ("Northmere",))
    for repeated in ("ab" * 2000 + "c", "ab" * 2000 + "a", "purplekettle" * 3):
        with pytest.raises(InputProblem, match=r"repeats|easy to guess"):
            check_new_passphrase(repeated)


def test_starting_does_not_load_the_lists_of_words():
    asked = (
        "import sys, crp_desktop.app, crp_desktop.services.programme.keeping; print('zxcvbn' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_a_key_never_shows_itself():
    shown = f"{Key.from_passphrase(PHRASE)!r} {KEY!r} {KEY} {Key.none()!r}"
    assert shown == "Key(passphrase) Key(recovery code) Key(recovery code) Key(none)"


def test_nothing_derives_from_no_key():
    with pytest.raises(ValueError, match="no key"):
        Key.none().derive(b"0" * 16)
    assert not Key.from_passphrase("").given
