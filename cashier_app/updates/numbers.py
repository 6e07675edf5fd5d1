"""Numbers of versions: two to four whole numbers, compared as numbers."""

from __future__ import annotations

import re
from typing import Final

#: What may stand in a manifest, and therefore in a path.
PATTERN: Final = r"^[0-9]{1,6}(\.[0-9]{1,6}){1,3}$"
_NUMBER: Final = re.compile(PATTERN)


def is_number(text: str) -> bool:
    """Whether this is a version's number."""
    return _NUMBER.fullmatch(text) is not None


def order(text: str) -> tuple[int, ...]:
    """What versions are compared by; of what is no number, less than every one."""
    if not is_number(text):
        return ()
    parts = [int(part) for part in text.split(".")]
    return tuple(parts + [0] * (4 - len(parts)))
