"""Where shipped files and a person's own files are: the one lookup for checkout, wheel and frozen app."""

from functools import lru_cache
from pathlib import Path

import platformdirs

from crp_desktop import private

_PACKAGE = Path(__file__).resolve().parent


@lru_cache
def _shipped(folder: str) -> Path:
    for base in (_PACKAGE, _PACKAGE.parent):
        if (base / folder).is_dir():
            return base / folder
    raise FileNotFoundError(f"{folder}: not inside the package and not beside it")


def resource(*parts: str) -> Path:
    """The path of a file below `resources/`; raises FileNotFoundError when the folder did not ship."""
    return _shipped("resources").joinpath(*parts)


def migrations() -> Path:
    """The folder that holds Alembic's `env.py` and `versions/`."""
    return _shipped("db")


def user_data() -> Path:
    """This person's folder for settings, logs and backups on this computer; made when first asked for."""
    return private.make_folder(Path(platformdirs.user_data_dir("CRP Desktop", appauthor=False)))


def sample() -> Path:
    """Where this person's sample programme is, or will be once it is asked for."""
    return user_data() / "northmere-sample.crp"
