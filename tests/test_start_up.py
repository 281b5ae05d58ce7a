"""What a start waits for: the database comes with the first programme, not with the window or the command line."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module", ["crp_desktop.cli", "crp_desktop.app", "crp_desktop.ui.pages.welcome.page"]
)
def test_starting_imports_no_database(module: str) -> None:
    script = (
        f"import sys, {module}; print(sorted({{'sqlalchemy', 'sqlcipher3', 'alembic'}} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"
