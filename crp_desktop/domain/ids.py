"""Identifiers: random for what people make, derived for what ships."""

import uuid

_NAMESPACE = uuid.UUID("6a1c6e0e-5f0b-5d39-9a54-0b1d6f5f1c7e")


def new_id() -> str:
    """A new UUID as text."""
    return str(uuid.uuid4())


def seeded_id(*parts: str) -> str:
    """The same UUID for the same parts on every laptop (uuid5), for rows that ship with the product."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))
