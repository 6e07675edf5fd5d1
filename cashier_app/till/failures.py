"""What parts of the till could not do while nobody waited for it: kept until it is over, for the list of notices."""

from __future__ import annotations

import threading

from cashier_app.core.errors import WorldError
from cashier_app.core.words import Words
from cashier_app.till.attention import Failure


class Failures:
    """The last failure of each part by its key; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[WorldError, str]] = {}

    def tell(self, key: str, error: WorldError, screen: str = "") -> None:
        """A part (`backup`, `reports`) could not do its work; `screen` is where a person helps it."""
        with self._lock:
            self._kept[key] = error, screen

    def over(self, key: str) -> None:
        """The part has done it since."""
        with self._lock:
            self._kept.pop(key, None)

    def all(self, words: Words) -> tuple[Failure, ...]:
        """Every failure that is not over, in words."""
        with self._lock:
            kept = dict(self._kept)
        return tuple(Failure(key, *words.error(error), screen=screen) for key, (error, screen) in kept.items())
