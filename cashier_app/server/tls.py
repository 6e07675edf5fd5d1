"""The certificate by which the server shows tills that it is the one they expect: checked before it serves."""

from __future__ import annotations

import contextlib
import ssl
import time
from pathlib import Path
from typing import Final, NoReturn

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused, WorldError
from cashier_app.file_rights import readable_by_all

#: OpenSSL's numbers of what it finds wrong (X509_V_ERR_…).
_NOT_YET_VALID: Final = 9
_EXPIRED: Final = 10
#: Rounds of a handshake within the memory; TLS 1.3 needs three.
_ROUNDS: Final = 10
DAY_S: Final = 86_400
#: Days before its end at which a certificate is spoken of.
SOON_DAYS: Final = 14


class OneFileMissing(Refused):
    """A certificate without its key, or a key without its certificate."""

    text = QT_TRANSLATE_NOOP("errors", "A certificate and its private key are given together, or neither")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Give both: --certificate FILE --private-key FILE, or both settings of [node]"
    )


class TlsFileUnreadable(WorldError):
    """A file that is not there or may not be read."""

    text = QT_TRANSLATE_NOOP("errors", "{file} cannot be read: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Check the name and the right to read it")


class NoCertificate(Refused):
    """A file without a certificate."""

    text = QT_TRANSLATE_NOOP("errors", "{file} holds no certificate")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "It has to be a PEM file: the server's certificate first, then those that lead to its CA"
    )


class NoPrivateKey(Refused):
    """A file without a private key."""

    text = QT_TRANSLATE_NOOP("errors", "{file} holds no private key")
    way_out = QT_TRANSLATE_NOOP("errors", "It has to be a PEM file with the key of the certificate")


class KeyLocked(Refused):
    """A key that asks for a password, which nobody can type where a server starts by itself."""

    text = QT_TRANSLATE_NOOP("errors", "The private key {file} is locked by a password")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Unlock it (openssl pkey -in {file} -out NEW) and let nobody but the server read the new file"
    )


class KeyOpenToAll(Refused):
    """A key that anybody on this machine may read proves nothing."""

    text = QT_TRANSLATE_NOOP("errors", "Everybody on this machine may read the private key {file}")
    way_out = QT_TRANSLATE_NOOP("errors", "Let nobody but the server's user read it: chmod 600 {file}")


class NoPair(Refused):
    """A key of another certificate."""

    text = QT_TRANSLATE_NOOP("errors", "The private key {key} does not belong to the certificate {certificate}")
    way_out = QT_TRANSLATE_NOOP("errors", "Take both from one issue; of several certificates the server's own is first")


class CertificateExpired(Refused):
    """A certificate that no till would accept any more."""

    text = QT_TRANSLATE_NOOP("errors", "The certificate {file} has expired")
    way_out = QT_TRANSLATE_NOOP("errors", "Get a new one; if it is new, set this machine's clock")


class CertificateNotYetValid(Refused):
    """A certificate of the future."""

    text = QT_TRANSLATE_NOOP("errors", "The certificate {file} is not valid yet")
    way_out = QT_TRANSLATE_NOOP("errors", "Set this machine's clock, or wait until the certificate's first day")


class UnfitCertificate(Refused):
    """A certificate that cannot prove a server."""

    text = QT_TRANSLATE_NOOP("errors", "The certificate {file} cannot prove a server: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Get one for servers (TLS Web Server Authentication)")


class Certificate(msgspec.Struct, frozen=True):
    """Files of a certificate and its key that have been found fit together."""

    file: Path
    private_key: Path
    #: Days until the certificate ends.
    days: int


def checked(certificate: str, private_key: str) -> Certificate | None:
    """The files by which to serve HTTPS, or None for plain HTTP; raises one of the above where they do not fit."""
    if not certificate and not private_key:
        return None
    if not certificate or not private_key:
        raise OneFileMissing()
    files = Path(certificate).expanduser().absolute(), Path(private_key).expanduser().absolute()
    for file in files:
        try:
            file.read_bytes()
        except OSError as error:
            raise TlsFileUnreadable(file=file, reason=error.strerror or error) from error
    server = _server_side(*files)
    if readable_by_all(files[1]):
        raise KeyOpenToAll(file=files[1])
    return Certificate(*files, days=int((_valid_until(files[0], server) - time.time()) // DAY_S))


def _server_side(certificate: Path, private_key: Path) -> ssl.SSLContext:
    """A server's side of TLS over the files."""

    def locked() -> NoReturn:
        raise KeyLocked(file=private_key)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(certificate, private_key, password=locked)
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise NoPair(key=private_key, certificate=certificate) from error
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(certificate)
        except ssl.SSLError as wrong:
            raise NoCertificate(file=certificate) from wrong
        raise NoPrivateKey(file=private_key) from error
    return context


def _valid_until(certificate: Path, server: ssl.SSLContext) -> int:
    """The certificate's end (Unix seconds), as a client that trusts this very certificate finds in a handshake."""
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname = False
    client.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    client.load_verify_locations(certificate)
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    asking = client.wrap_bio(back, there)
    answering = server.wrap_bio(there, back, server_side=True)
    try:
        for _ in range(_ROUNDS):
            for side in (asking, answering):
                with contextlib.suppress(ssl.SSLWantReadError):
                    side.do_handshake()
        seen = asking.getpeercert()
    except ssl.SSLCertVerificationError as error:
        if error.verify_code == _EXPIRED:
            raise CertificateExpired(file=certificate) from error
        if error.verify_code == _NOT_YET_VALID:
            raise CertificateNotYetValid(file=certificate) from error
        raise UnfitCertificate(file=certificate, reason=error.verify_message) from error
    except ssl.SSLError as error:
        raise UnfitCertificate(file=certificate, reason=error.reason) from error
    assert seen, "a handshake with verification has seen the certificate"
    return ssl.cert_time_to_seconds(str(seen["notAfter"]))
