"""`cashier-app server certificate`: a certificate of the shop's own, for a store node that no public CA knows.

It is its own CA: each till is given the certificate's file and trusts that very one (`[server] node_ca_file`), so
that a neighbour in the same network cannot stand in for the node.
"""

from __future__ import annotations

import argparse
import datetime
import ipaddress
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused, WorldError

CERTIFICATE: Final = "server.pem"
PRIVATE_KEY: Final = "server.key"
if TYPE_CHECKING:
    from cryptography import x509

#: A shop has nobody who renews it: as long as a till lives.
YEARS: Final = 10


class CertificateThere(Refused):
    """Files that tills trust already."""

    text = QT_TRANSLATE_NOOP("errors", "{file} is there already, and tills may trust it")
    way_out = QT_TRANSLATE_NOOP("errors", "Give another folder with --out, or move the old files away")


class CertificateNotWritten(WorldError):
    """No room, or no right to write."""

    text = QT_TRANSLATE_NOOP("errors", "The certificate cannot be written into {folder}: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Check the name, the right to write there and the room on the disk")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """For which addresses, and where to."""
    parser.add_argument(
        "addresses",
        nargs="+",
        metavar="ADDRESS",
        help=QT_TRANSLATE_NOOP("cli", "addresses and names by which tills reach this server"),
    )
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER", help=QT_TRANSLATE_NOOP("cli", "folder for the files; else with the data")
    )


def run(arguments: argparse.Namespace) -> int:
    """Write certificate and key, and say what to do with them."""
    words = arguments.words
    folder = (arguments.out or arguments.places.data / "server").expanduser().absolute()
    certificate, key = write(folder, arguments.addresses)
    text = words.translate(
        "server",
        "Certificate: {certificate}\nPrivate key: {key}\nPut both into [node] of this machine's settings "
        "(certificate, private_key); copy the certificate alone to each till and name it there in [server] "
        "(node_ca_file, or ca_file for the central server)",
    )
    sys.stdout.write(text.format(certificate=certificate, key=key) + "\n")
    return 0


def write(folder: Path, addresses: Sequence[str]) -> tuple[Path, Path]:
    """Make a certificate for addresses, valid from yesterday; its file and its key's.

    Raises `CertificateThere`, `CertificateNotWritten`.
    """
    files = folder / CERTIFICATE, folder / PRIVATE_KEY
    for file in files:
        if file.exists():
            raise CertificateThere(file=file)
    certificate, key = _made(addresses)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for file, content in zip(files, (certificate, key), strict=True):
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(content)
    except OSError as error:
        raise CertificateNotWritten(folder=folder, reason=error.strerror or error) from error
    return files


def _made(addresses: Sequence[str]) -> tuple[bytes, bytes]:
    """Certificate and private key in PEM."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, addresses[0][:64])])
    begins = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    extensions: list[tuple[x509.ExtensionType, bool]] = [
        (x509.SubjectAlternativeName([_name(each) for each in addresses]), False),
        # its own CA, of nothing else: what it signs could not sign further
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (usage, True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
        (identifier, False),
        (x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), False),
    ]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + datetime.timedelta(days=365 * YEARS))
    )
    for extension, critical in extensions:
        made = made.add_extension(extension, critical)
    plain = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM), key.private_bytes(*plain)


def _name(address: str) -> x509.GeneralName:
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(address))
    except ValueError:
        return x509.DNSName(address)
