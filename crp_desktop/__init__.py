"""CRP Desktop: children's-rights work in councils, in rooms without internet."""

__version__ = "0.1.0"
