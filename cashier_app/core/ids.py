"""Identifiers made once and kept for ever: 128 random bits as 32 lower-case hex digits."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from typing import TypeAlias

Id: TypeAlias = str
#: Where a use case takes new ids from, so that a simulation can repeat itself.
IdSource: TypeAlias = Callable[[], Id]

_ID = re.compile(r"[0-9a-f]{32}")


def new_id() -> Id:
    """A fresh random id from the operating system."""
    return secrets.token_hex(16)


def is_id(text: str) -> bool:
    """Whether a text has the form of an id."""
    return _ID.fullmatch(text) is not None


def chain_hash(previous: bytes, body: bytes) -> bytes:
    """Hash that binds a body to everything before it in its epoch (SHA-256, 32 bytes)."""
    return hashlib.sha256(previous + body).digest()


def plain_identifier(kind: str, value: str) -> str:
    """The one form in which a card, telephone number or e-mail is compared.

    Telephone numbers become their digits with the country's code (`8 912 345-67-89`, `9123456789` and
    `+79123456789` are one Russian number); cards lose their spaces; e-mails are in lower case.
    """
    if kind == "phone":
        digits = "".join(character for character in value if character in "0123456789")
        if len(digits) == 11 and digits[0] == "8":
            return "7" + digits[1:]
        return "7" + digits if len(digits) == 10 and not value.lstrip().startswith("+") else digits
    bare = "".join(value.split())
    return bare.lower() if kind == "email" else bare


def initials(name: str) -> str:
    """What a till may show of a name: “Анна К.”."""
    parts = name.split()
    return parts[0] if len(parts) == 1 else f"{parts[0]} {parts[1][0]}." if parts else ""


def masked(kind: str, value: str) -> str:
    """What a till may show of an identifier: its last four characters; of an e-mail its first letter."""
    return f"{value[:1]}…@{value.rpartition('@')[2]}" if kind == "email" else f"..{value[-4:]}"


def shown_name(name: str, kind: str, value: str) -> str:
    """What a till shows of a member: the initials, or without a name the mask of what one is known by."""
    return initials(name) or masked(kind, value)


def identifier_hash(key: bytes, kind: str, value: str) -> bytes:
    """Keyed hash (16 bytes) under which a till knows a card or a phone without keeping it.

    The value may be in any form that `plain_identifier` takes for the same.
    """
    plain = plain_identifier(kind, value)
    return hmac.digest(key, f"{kind}:{plain}".encode(), "sha256")[:16]
