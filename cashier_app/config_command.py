"""`cashier-app config`: the settings in force, and what every key means."""

from __future__ import annotations

import argparse
import sys

from cashier_app.config_fields import without_secrets
from cashier_app.config_file import describe, show
from cashier_app.core.errors import QT_TRANSLATE_NOOP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--describe` instead of the settings in force."""
    about = QT_TRANSLATE_NOOP("cli", "print every key with its description, what is allowed and the default")
    parser.add_argument("--describe", action="store_true", help=about)


def run(arguments: argparse.Namespace) -> int:
    """Print the settings as a TOML file."""
    if arguments.describe:
        sys.stdout.write(describe(arguments.words, arguments.places.settings_file.parent))
        return 0
    words = arguments.words
    sys.stdout.write("# " + words.translate("cli", "File: {file}").format(file=arguments.places.settings_file) + "\n")
    sys.stdout.write("# " + words.translate("cli", "Data: {folder}").format(folder=arguments.places.data) + "\n")
    sys.stdout.write("# " + words.translate("cli", "Logs: {folder}").format(folder=arguments.places.logs) + "\n\n")
    sys.stdout.write(without_secrets(show(arguments.settings)))
    return 0
