"""What each screen is for and what to do when something goes wrong: read from `translations/help_*.toml`."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from cashier_app.words import FOLDER


class Help(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The help of one screen."""

    title: str
    purpose: str
    #: What may go wrong, and what to do then, a sentence or two each.
    trouble: tuple[str, ...]


@cache
def load_help(language: str) -> dict[str, Help]:
    """The help of every screen by its name; nothing where the file is missing, so that a broken installation starts."""
    path = FOLDER / f"help_{language}.toml"
    if not path.exists():
        return {}
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, Help])
