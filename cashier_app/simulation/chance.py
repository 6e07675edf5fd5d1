"""The one source of everything that is not decided: acts, faults, ids and keys."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Chance(random.Random):
    """A seed's own randomness."""

    def id(self) -> str:
        """A new id."""
        return f"{self.getrandbits(128):032x}"

    def happens(self, share: float) -> bool:
        """True in so many cases of one."""
        return self.random() < share


@contextmanager
def drawn(chance: Chance) -> Iterator[None]:
    """Let what the program takes from the operating system's randomness (ids, keys, codes) come from a seed.

    For the whole process, so one world plays at a time.
    """

    def token_hex(nbytes: int | None = None) -> str:
        return chance.randbytes(nbytes or 32).hex()

    changed: dict[str, Any] = {"token_hex": token_hex, "choice": chance.choice}
    before = {name: getattr(secrets, name) for name in changed}
    vars(secrets).update(changed)
    try:
        yield
    finally:
        vars(secrets).update(before)
