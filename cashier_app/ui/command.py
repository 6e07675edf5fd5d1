"""`cashier-app run`: the till."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The till takes everything from the settings."""


def run(arguments: argparse.Namespace) -> int:
    """Run the till until its window is closed.  Raises `NoDisplay`."""
    from cashier_app.ui.display import check_display

    check_display()
    from cashier_app.ui.app import run_till

    return run_till(arguments.settings, arguments.places, arguments.words, arguments.log)
