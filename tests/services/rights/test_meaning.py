"""The second opinion: the encoder and what it needs, the vectors that ship, and words alone where a part is missing."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from crp_desktop import paths
from crp_desktop.domain.suggest_order import clauses, probabilities
from crp_desktop.services.rights import encoder, meaning
from crp_desktop.services.rights.encoder import NoEncoder, load_encoder
from crp_desktop.services.rights.meaning import load_meaning, read_vectors
from crp_desktop.services.rights.suggest import load_suggester, second_opinion


@pytest.fixture
def afresh() -> Iterator[None]:
    """An encoder that is loaded in the test, not one from before."""
    load_encoder.cache_clear()
    yield
    load_encoder.cache_clear()


def test_the_vectors_that_ship_belong_to_the_vocabulary_that_ships() -> None:
    phrases = load_suggester().phrases
    vectors, heads = read_vectors(phrases)
    assert vectors.shape == (len(meaning.phrase_texts(phrases)), encoder.SIZE)
    assert [len(head.keys) for head in heads] == [42, 13]
    with pytest.raises(ValueError, match="another vocabulary"):
        read_vectors(phrases[1:])


def test_texts_of_one_meaning_are_nearer_than_texts_of_another() -> None:
    one, same, other = load_encoder().encode(
        ["There is never time to play", "We get too few minutes at break", "The judge did not hear me"]
    )
    assert one @ same > one @ other + 0.15
    assert abs(float(one @ one) - 1) < 1e-5


def test_a_text_is_read_by_the_clause_that_is_nearest() -> None:
    text = "The bus is late every day, and nobody asked us before they closed the youth club."
    assert clauses(text)[0] == text
    assert len(clauses(text)) == 3
    near = load_meaning(load_suggester().phrases).read(text)
    first = sorted((key for key in near if isinstance(key, int)), key=lambda key: -near[key].near)[:4]
    assert {12, 31} <= set(first)


def test_probabilities_add_up_to_one_however_far_apart() -> None:
    assert probabilities({}) == {}
    assert probabilities({1: 2000.0, 2: -2000.0}) == {1: 1.0, 2: 0.0}
    assert sum(probabilities({1: 0.1, 2: 0.4, 3: -2.0}).values()) == pytest.approx(1)


@pytest.mark.usefixtures("afresh")
@pytest.mark.parametrize("fault", ["missing", "another", "unreadable"])
def test_words_go_on_alone_where_a_part_is_missing_or_another(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    spec = importlib.util.spec_from_file_location("model", tmp_path / "__init__.py")
    if fault == "unreadable":
        (tmp_path / "model.onnx").unlink()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if fault == "missing" else spec)
    with pytest.raises(NoEncoder):
        load_encoder()
    suggester = load_suggester()
    assert second_opinion(suggester)("They never ask for our views") is None
    assert suggester.articles("They never ask for our views")[0].key == 12


def test_another_files_vectors_are_no_second_opinion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torn = tmp_path / "phrases.npz"
    torn.write_bytes(b"PK\x03\x04 torn")
    monkeypatch.setattr(paths, "resource", lambda name: torn)
    with pytest.raises(NoEncoder):
        load_meaning(load_suggester().phrases)
