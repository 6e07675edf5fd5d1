"""`cashier-app import catalogue | pictures | groups`: goods and pictures into the till, groups into the server."""

from __future__ import annotations

import argparse
from pathlib import Path

from cashier_app.core.errors import QT_TRANSLATE_NOOP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to import, and what a person can say about it."""
    from cashier_app.till import import_command as catalogue

    acts = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    goods = acts.add_parser("catalogue", help=QT_TRANSLATE_NOOP("cli", "goods from CSV or CommerceML"))
    catalogue.add_arguments(goods)
    from cashier_app.till import pictures_command as pictures

    pictures.add_arguments(
        acts.add_parser("pictures", help=QT_TRANSLATE_NOOP("cli", "pictures of goods from a folder of files"))
    )
    groups = acts.add_parser("groups", help=QT_TRANSLATE_NOOP("cli", "discount groups of members, from another system"))
    groups.add_argument("file", type=Path, help=QT_TRANSLATE_NOOP("cli", "a CSV or XLSX: identifier, group, from date"))
    add_group_arguments(groups)
    groups.add_argument("--sheet", metavar="NAME", default="", help=QT_TRANSLATE_NOOP("cli", "XLSX: the sheet"))
    groups.add_argument(
        "--encoding",
        metavar="NAME",
        default="",
        help=QT_TRANSLATE_NOOP("cli", "CSV: the encoding, where it is not found out rightly"),
    )
    groups.add_argument(
        "--report",
        metavar="FILE",
        type=Path,
        help=QT_TRANSLATE_NOOP("cli", "refused rows with their reasons, CSV; left out: beside the file"),
    )
    groups.add_argument(
        "--lenient",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "leave what is led here as it is and only report it"),
    )
    groups.add_argument(
        "--strict", action="store_true", help=QT_TRANSLATE_NOOP("cli", "change nothing if any row is refused")
    )
    groups.add_argument(
        "--dry-run", action="store_true", help=QT_TRANSLATE_NOOP("cli", "judge everything and change nothing")
    )


def add_group_arguments(parser: argparse.ArgumentParser) -> None:
    """What both ways of groups are told."""
    parser.add_argument(
        "--database",
        metavar="URL",
        default="",
        help=QT_TRANSLATE_NOOP("cli", "the server's database: a file or postgresql://user@host/name"),
    )
    parser.add_argument(
        "--group",
        metavar="GROUP=LEVEL",
        action="append",
        default=[],
        help=QT_TRANSLATE_NOOP("cli", "a group of the other system and the level it means; adds to the settings"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Import; the exit code."""
    if arguments.what == "groups":
        from cashier_app.console.groups import import_groups

        return import_groups(arguments)
    if arguments.what == "pictures":
        from cashier_app.till import pictures_command

        return pictures_command.run(arguments)
    from cashier_app.till import import_command as catalogue

    return catalogue.run(arguments)
