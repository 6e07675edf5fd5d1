"""`cashier-app export everything`: the till's or the server's whole database in open forms."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cashier_app.clock import SystemClock
from cashier_app.console.everything import Told, place_of, write_everything
from cashier_app.console.files import FileNotWritten
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork


class AlreadyThere(Refused):
    """Nothing is written over."""

    text = QT_TRANSLATE_NOOP("errors", "{path} is there already")
    way_out = QT_TRANSLATE_NOOP("errors", "Name a folder or a ZIP file that is not there yet")


def export_everything(arguments: argparse.Namespace) -> int:
    """Write it, and a record of the journal."""
    out, words = arguments.out.expanduser(), arguments.words
    if out.exists():
        raise AlreadyThere(path=out)
    try:
        told = _of_server(out, arguments) if arguments.server else _of_till(out, arguments)
    except OSError as error:
        raise FileNotWritten(file=out, reason=error) from error
    text = words.translate("console", "Tables: {tables}, rows: {rows}: {path}")
    sys.stdout.write(text.format(tables=told.tables, rows=told.rows, path=out) + "\n")
    return 0


def _of_till(out: Path, arguments: argparse.Namespace) -> Told:
    from cashier_app.console.sales import open_reader
    from cashier_app.storage.database import NAME
    from cashier_app.storage.engine import create_till_engine
    from cashier_app.storage.tables import metadata

    path = arguments.places.till_folder(arguments.settings) / NAME
    # there, and of this version
    open_reader(path).close()
    engine = create_till_engine(path, read_only=True)
    try:
        with place_of(out) as place, engine.connect() as connection, connection.begin():
            told = write_everything(connection, metadata, place, "till", arguments.personal)
    finally:
        engine.dispose()
    _write_down(path.parent, out, arguments)
    return told


def _write_down(folder: Path, out: Path, arguments: argparse.Namespace) -> None:
    """A record of the till's journal; while the till runs only it writes there, and this command's log has it."""
    from cashier_app.storage.database import Database
    from cashier_app.storage.errors import AlreadyRunning
    from cashier_app.till.writing import append_to_journal

    now = SystemClock().now()

    def job(unit: UnitOfWork) -> None:
        append_to_journal(unit, "everything_exported", "", "", now, {"name": out.name, "personal": arguments.personal})

    try:
        with Database.open(folder) as database:
            database.worker.call(job)
    except AlreadyRunning:
        words = arguments.words
        sys.stderr.write(words.translate("console", "The till runs: this is not written into its journal") + "\n")


def _of_server(out: Path, arguments: argparse.Namespace) -> Told:
    from cashier_app.server import journal
    from cashier_app.server.opened import opened
    from cashier_app.server.tables import metadata

    with opened(arguments) as database:
        with place_of(out) as place, database.read() as connection:
            told = write_everything(connection, metadata, place, "server", arguments.personal)
        with database.write() as transaction:
            author = journal.this_user()
            journal.write(transaction, "exported", author, file=out.name, personal=str(arguments.personal))
    return told
