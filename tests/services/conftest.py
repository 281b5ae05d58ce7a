"""What tests of several services start from."""

import pytest

from crp_desktop.services.period import add_period
from crp_desktop.storage.store import Store


@pytest.fixture
def period(store: Store) -> str:
    """The id of the first period."""
    return add_period(store, "2026-27", "2026-04-01", "2027-03-31").value
