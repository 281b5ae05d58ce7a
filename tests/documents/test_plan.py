"""How many people a workshop is planned for: from a template, changed, copied, and on the facilitator's pack."""

import pytest

from crp_desktop.documents.facilitator_pack.gather import prepare
from crp_desktop.documents.model import Request
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.labels import group_words
from crp_desktop.rendering.html.writer import as_page
from crp_desktop.services.workshops import templates, workshop
from crp_desktop.storage.store import Store


def size_of(store: Store, shop: str) -> tuple[int, int]:
    found = workshop.workshop(store, shop)
    return found.group_least, found.group_most


@pytest.mark.parametrize(
    ("key", "size", "minutes"), [("ten_and_under", (4, 6), 45), ("eleven_and_over", (0, 8), 60)]
)
def test_a_template_says_how_many_people_and_how_long(
    store: Store, key: str, size: tuple[int, int], minutes: int
) -> None:
    shop = templates.add_from_template(store, key).value
    assert size_of(store, shop) == size
    assert workshop.workshop(store, shop).minutes == minutes
    assert size_of(store, workshop.copy_plan(store, shop).value) == size


def test_the_size_of_a_group_is_changed_and_undone(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    assert size_of(store, shop) == (0, 0)
    workshop.set_group_size(store, shop, 3, 5)
    assert size_of(store, shop) == (3, 5)
    for least, most in ((6, 5), (-1, 5), (2, -3)):
        with pytest.raises(InputProblem):
            workshop.set_group_size(store, shop, least, most)
    assert size_of(store, shop) == (3, 5)
    store.undo()
    assert size_of(store, shop) == (0, 0)


def test_the_pack_says_how_many_only_when_it_was_said(store: Store) -> None:
    planned = templates.add_from_template(store, "ten_and_under").value
    empty = workshop.add_workshop(store).value
    for shop, words in ((planned, "Young people, 4 to 6 people<"), (empty, "Young people<")):
        page = as_page(prepare(store, Request("facilitator-pack", shop)).document)
        assert words in page


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((0, 0), ""),
        ((4, 6), "4 to 6 people"),
        ((0, 8), "Up to 8 people"),
        ((5, 0), "5 people or more"),
        ((7, 7), "7 people"),
        ((0, 1), "1 person"),
        ((1, 1), "1 person"),
    ],
)
def test_the_size_of_a_group_in_words(size: tuple[int, int], words: str) -> None:
    assert group_words(*size) == words
