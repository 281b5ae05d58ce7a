"""Every operation has words, and the numbers that the words need."""

import pytest

from crp_desktop.domain.operation import COUNTED, Operation, operation_label


@pytest.mark.parametrize("operation", Operation)
def test_every_operation_is_told_with_its_number(operation: Operation) -> None:
    told = {
        operation_label(operation, arguments) for arguments in ({}, {"n": 2}, {"number": 12}, {"level": 3})
    }
    assert len(told - {"A change"}) == 1
    if operation in COUNTED:
        assert "2 " in operation_label(operation, {"n": 2})


def test_an_operation_of_a_later_program_is_a_change() -> None:
    assert operation_label("of_a_later_program", {}) == "A change"
    assert operation_label(Operation.ADD_NOTES, {"what": 1}) == "A change"
