"""`cashier-app doctor`: everything the till needs, looked at; `--json` for programs, `--bundle` for support."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cashier_app.clock import SystemClock
from cashier_app.core.errors import QT_TRANSLATE_NOOP, WorldError
from cashier_app.till.doctor import bundle
from cashier_app.till.doctor.examining import examine


class BundleNotWritten(WorldError):
    """The file for support cannot be written."""

    text = QT_TRANSLATE_NOOP("errors", "The file {file} cannot be written: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Name another file or folder, with room, that may be written")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be asked for."""
    parser.add_argument(
        "--json", action="store_true", help=QT_TRANSLATE_NOOP("cli", "for a program: every finding with its figures")
    )
    parser.add_argument(
        "--bundle",
        type=Path,
        metavar="FILE",
        help=QT_TRANSLATE_NOOP(
            "cli", "write what support needs into a ZIP file or a folder: findings, settings without secrets, logs"
        ),
    )
    parser.add_argument(
        "--no-devices",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "touch no printer, scanner, scale and display"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Look, tell, and say by the exit code: 0 all is well, 3 something wants a look, 1 something does not work."""
    words, places, settings = arguments.words, arguments.places, arguments.settings
    clock = SystemClock()
    examination, database = examine(places, settings, clock, words, devices_too=not arguments.no_devices)
    if arguments.json:
        sys.stdout.write(examination.json().decode() + "\n")
    else:
        sys.stdout.write(examination.text(words))
    if arguments.bundle is not None:
        file = arguments.bundle.expanduser()
        if file.is_dir():
            file /= bundle.name_of(clock.now(), settings.shop.zone, settings.till.number)
        try:
            bundle.write(file, examination, places, settings, database)
        except OSError as error:
            raise BundleNotWritten(file=file, reason=error.strerror or error) from error
        sys.stderr.write(words.translate("doctor", "For support: {file}").format(file=file) + "\n")
    return examination.exit_code
