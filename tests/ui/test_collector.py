"""Garbage is collected on the thread of the window; what only the worker still holds is not deleted there."""

import gc
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from weakref import ref

import pytest
from PySide6.QtCore import QEventLoop, QObject, QThread, QTimer
from pytestqt.qtbot import QtBot

from crp_desktop.ui.collector import MANY, Collector
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.preferences import Preferences
from tests.ui.fakes import FakeStore
from tests.ui.shell import application_on


class Circle(QObject):
    """Holds itself, so that only a collection deletes it, and notes on which thread that is."""

    ended_in_main: list[bool] = []

    def __init__(self) -> None:
        super().__init__()
        self.itself = self

    def __del__(self) -> None:
        Circle.ended_in_main.append(QThread.isMainThread())


@pytest.fixture(autouse=True)
def automatic() -> Iterator[None]:
    """Python as it starts, without what the other tests set."""
    gc.collect()
    Circle.ended_in_main.clear()
    gc.enable()
    yield
    gc.enable()


def make_objects(n: int) -> list[list[object]]:
    return [[] for _ in range(n)]


def work(store: object) -> int:
    """Makes so many objects that Python, left alone, collects its youngest on the thread that makes them."""
    return len(make_objects(20 * gc.get_threshold()[0]))


@pytest.fixture
def ops(qtbot: QtBot, tmp_path: Path) -> Iterator[Operations]:
    made = Operations(Preferences(tmp_path / "settings.json"))
    made.use(FakeStore())
    yield made
    made.close()
    made.deleteLater()


@pytest.mark.parametrize("collected_by", ["Python", "the window"])
def test_the_worker_deletes_no_garbage_of_the_window(
    ops: Operations, qtbot: QtBot, collected_by: str
) -> None:
    collector = Collector(ops) if collected_by == "the window" else None
    Circle()
    ops.start(partial(work, ops.opened), title="Work")
    qtbot.waitUntil(lambda: not ops.jobs)
    if collector is None:
        assert Circle.ended_in_main == [False]  # when this no longer holds, the collector can go
        return
    assert Circle.ended_in_main == []
    look_with(collector, 1_000)
    assert Circle.ended_in_main == [True]


def look_with(collector: Collector, n: int) -> None:
    """Look while `n` objects are new."""
    held = make_objects(n)
    collector.look()
    held.clear()


def test_nothing_is_collected_while_little_is_new(ops: Operations) -> None:
    collector = Collector(ops)
    gc.collect()
    Circle()
    collector.look()
    assert Circle.ended_in_main == []


@pytest.mark.parametrize("age", [1, 2])
def test_what_grew_old_is_collected_too(ops: Operations, age: int) -> None:
    collector = Collector(ops)
    circle = Circle()
    for younger in range(age):
        gc.collect(younger)
    del circle
    for _ in range(200):
        look_with(collector, 1_000)
    assert Circle.ended_in_main == [True]


def test_under_a_dialog_only_much_is_collected(ops: Operations) -> None:
    collector = Collector(ops)
    ended: list[int] = []
    outer, inner = QEventLoop(), QEventLoop()

    def look() -> None:
        Circle()
        for n in (MANY // 2, MANY + 1):
            look_with(collector, n)
            ended.append(len(Circle.ended_in_main))
        inner.quit()

    def nest() -> None:
        QTimer.singleShot(0, look)
        inner.exec()
        outer.quit()

    QTimer.singleShot(0, nest)
    outer.exec()
    assert ended == [0, 1]


class Receiver(QObject):
    def take(self, value: int) -> None:
        """Somebody waits for it."""


def test_a_job_that_is_done_holds_its_receivers_no_longer(ops: Operations, qtbot: QtBot) -> None:
    receiver = Receiver()
    living = ref(receiver)
    job = ops.start(partial(work, ops.opened), title="Work", on_done=receiver.take, on_failed=receiver.take)
    del receiver
    qtbot.waitUntil(lambda: not ops.jobs)
    assert job.title == "Work"
    assert living() is None


def test_the_whole_application_has_one(look: object, tmp_path: Path) -> None:
    whole = application_on(None, tmp_path, "welcome")
    assert not gc.isenabled()
    assert whole.findChildren(Collector) == [whole.collector]
    whole.window.close()
    whole.window.deleteLater()
