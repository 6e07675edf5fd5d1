"""Ed25519 signatures of manifests: several lines, so that an old and a new key can sign together while keys change."""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from cashier_app.updates.errors import UNSIGNED, KeyUnfit, NotTrusted

#: What is signed begins so: a signature given for anything else is none for a manifest.
DOMAIN: Final = b"cashier-app release manifest 1\n"
#: Public keys that come with the program; whoever builds a program of their own puts theirs here.
SHIPPED: Final[tuple[str, ...]] = ()
#: Longest signature file that is read, in bytes.
LONGEST: Final = 4096


def make_key(file: Path, password: bytes = b"") -> str:
    """Write a new private key (PKCS8 PEM, for its owner alone) and return its public half (base64).

    Raises `KeyUnfit` where the file is there already.
    """
    key = Ed25519PrivateKey.generate()
    hidden: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if password:
        hidden = serialization.BestAvailableEncryption(password)
    content = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hidden)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
            made.write(content)
    except OSError as error:
        raise KeyUnfit(file=file, reason=error.strerror or type(error).__name__) from error
    return public_of(key)


def read_key(file: Path, password: bytes = b"") -> Ed25519PrivateKey:
    """The private key of a file.  Raises `KeyUnfit`."""
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), password or None)
    except (OSError, ValueError, TypeError) as error:
        raise KeyUnfit(file=file, reason=str(error)[:200]) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnfit(file=file, reason=type(key).__name__)
    return key


def public_of(key: Ed25519PrivateKey) -> str:
    """The public half as settings carry it (base64 of 32 bytes)."""
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def sign(content: bytes, keys: Iterable[Ed25519PrivateKey]) -> bytes:
    """A signature file: a line of base64 for each key."""
    lines = [base64.b64encode(key.sign(DOMAIN + content)) for key in keys]
    return b"".join(line + b"\n" for line in lines)


def verify(content: bytes, signature: bytes, keys: Sequence[str]) -> None:
    """Raise `NotTrusted` unless a line of the signature file is one of the keys' (base64) for this content."""
    trusted = list(_public_keys(keys))
    for line in signature[:LONGEST].split():
        with contextlib.suppress(binascii.Error, ValueError):
            given = base64.b64decode(line, validate=True)
            for key in trusted:
                with contextlib.suppress(InvalidSignature):
                    key.verify(given, DOMAIN + content)
                    return
    raise NotTrusted(reason=UNSIGNED)


def _public_keys(keys: Sequence[str]) -> Iterable[Ed25519PublicKey]:
    for key in keys:
        with contextlib.suppress(binascii.Error, ValueError):
            yield Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
