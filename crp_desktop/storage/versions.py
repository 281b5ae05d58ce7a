"""The shape that this program knows: the newest migration that shipped with it."""

import re
from functools import lru_cache

from crp_desktop import paths

_NAME = re.compile(r"(\d{4})_\w+\.py")


@lru_cache
def newest() -> int:
    """The number of the newest migration in `db/versions`; a file's `user_version` is compared with it."""
    folder = paths.migrations() / "versions"
    return max(
        (int(found[1]) for file in folder.iterdir() if (found := _NAME.fullmatch(file.name))), default=0
    )
