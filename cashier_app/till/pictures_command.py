"""`cashier-app import pictures FOLDER`: pictures of goods, named by code, article or id, into the till's database."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words
from cashier_app.till.pictures import PictureUnreadable, keep_pictures, picture_files, small_picture

#: Pictures made small and written together: memory stays small, and a sale waits for a moment at most.
BATCH = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the pictures are."""
    parser.add_argument(
        "path",
        type=Path,
        help=QT_TRANSLATE_NOOP("cli", "a folder of PNG or JPEG files named by barcode, article or id"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Import them; files that fit no goods, or are no pictures, are named on the standard error."""
    from cashier_app.storage.database import Database

    words: Words = arguments.words
    files = picture_files(arguments.path)
    kept, strangers, broken = 0, [], []
    with Database.open(arguments.places.till_folder(arguments.settings)) as database:
        for begin in range(0, len(files), BATCH):
            made = []
            for path in files[begin : begin + BATCH]:
                try:
                    made.append((path, small_picture(path)))
                except PictureUnreadable:
                    broken.append(path.name)
            count, unknown = database.worker.call(lambda unit, made=made: keep_pictures(unit, iter(made)))  # type: ignore[misc]
            kept += count
            strangers += unknown
    for name in strangers:
        sys.stderr.write(words.translate("cli", "no goods are named {name}").format(name=name) + "\n")
    for name in broken:
        sys.stderr.write(words.translate("cli", "{name} is no picture").format(name=name) + "\n")
    sys.stdout.write(
        words.translate("cli", "pictures taken: {kept} of {files}").format(kept=kept, files=len(files)) + "\n"
    )
    return 0 if kept == len(files) else 3
