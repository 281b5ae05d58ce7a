"""Tools that only some tests need: those are skipped without them, and fail under CI, which installs them all."""

import os
import shutil

import pytest


def need(present: object, name: str) -> None:
    """Skip the test that runs now, or fail it under CI, unless the tool `name` is present.

    A test that is skipped on the machine that is to judge is a test that nobody misses.
    """
    if present:
        return
    if os.environ.get("CI"):
        pytest.fail(
            f"{name} is not installed, and under CI no test may be skipped for a missing tool", pytrace=False
        )
    pytest.skip(f"{name} is not installed")


def need_program(name: str) -> None:
    """The same for a program on the PATH."""
    need(shutil.which(name), name)
