"""What a service that changes something returns."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from crp_desktop.domain.records import StepInfo

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The step that was saved, and what came of it (usually the id of the row made)."""

    step: StepInfo
    value: T
