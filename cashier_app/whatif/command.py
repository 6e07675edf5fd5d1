"""`cashier-app what-if`: past receipts under a new programme, as tables, a chart, a workbook and JSON."""

from __future__ import annotations

import argparse
import datetime
import gc
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final
from zoneinfo import available_timezones

import msgspec

from cashier_app.console.files import read_bytes
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import BasisPoints
from cashier_app.core.number import MalformedNumber, parse_scaled
from cashier_app.core.words import Words
from cashier_app.loyalty.programme import BadProgramme, Programme, load_programme
from cashier_app.whatif.behaviour import Behaviour
from cashier_app.whatif.beside import ReplayBeside
from cashier_app.whatif.comparing import compare
from cashier_app.whatif.figures import WhatIf
from cashier_app.whatif.history import History, moved
from cashier_app.whatif.reading.table import SERVICES, TableOptions
from cashier_app.whatif.replay import replay

#: Files of the folder that `--out` names.
JSON_FILE, SHEETS_FILE, CHART_FILE = "what-if.json", "what-if.xlsx", "what-if.png"
_WIDTH: Final = 120


class NotOneSource(Refused):
    """No history, or two."""

    text = QT_TRANSLATE_NOOP("errors", "A replay needs one source of past receipts")
    way_out = QT_TRANSLATE_NOOP("errors", "Give either --history FILE or --database URL")


class BadOption(Refused):
    """An option with a value that it does not take."""

    text = QT_TRANSLATE_NOOP("errors", "{option} “{value}” does not fit")
    way_out = QT_TRANSLATE_NOOP("errors", "Allowed there: {allowed}")


class BadProgrammeFile(BadProgramme):
    """One of the two programmes is wrong."""

    text = QT_TRANSLATE_NOOP("errors", "The loyalty programme of “{file}” is wrong at {path}: {value}")


class NoRoomForResults(Refused):
    """The folder of the results cannot be made or written."""

    text = QT_TRANSLATE_NOOP("errors", "The results cannot be written to “{folder}”: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was written. Give another folder with --out")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The programmes, the history, and what is assumed."""

    def option(name: str, metavar: str, about: str, **more: Any) -> None:
        parser.add_argument(name, metavar=metavar, help=about, **more)

    option("--programme", "FILE", QT_TRANSLATE_NOOP("cli", "the programme to try, JSON"), type=Path, required=True)
    option(
        "--against", "FILE", QT_TRANSLATE_NOOP("cli", "the programme to compare it with, JSON"), type=Path, default=None
    )
    option(
        "--history",
        "FILE",
        QT_TRANSLATE_NOOP("cli", "past receipts: CSV or JSON lines; .gz too"),
        type=Path,
        default=None,
    )
    option("--database", "URL", QT_TRANSLATE_NOOP("cli", "past receipts: a till's or a server's database"), default="")
    option(
        "--out",
        "FOLDER",
        QT_TRANSLATE_NOOP("cli", "put a chart (PNG), a workbook (XLSX) and JSON into this folder"),
        type=Path,
        default=None,
    )
    option(
        "--redeem",
        "maximum",
        QT_TRANSLATE_NOOP(
            "cli", "who spends points: maximum (everybody, all allowed), never, history, or a share of receipts: 30%%"
        ),
        default="maximum",
    )
    option("--seed", "1", QT_TRANSLATE_NOOP("cli", "the lot by which a share of receipts is drawn"), default="1")
    option("--margin", "30%", QT_TRANSLATE_NOOP("cli", "gross margin of goods whose cost is not known"), default="")
    option("--zone", "NAME", QT_TRANSLATE_NOOP("cli", "time zone of the times in a CSV"), default="Europe/Moscow")
    option(
        "--begin",
        "2026-01-01",
        QT_TRANSLATE_NOOP("cli", "move the history by whole weeks so that it begins then, for rules with dates"),
        default="",
    )
    option(
        "--services",
        "POST,M,…",
        QT_TRANSLATE_NOOP("cli", "CSV: codes that are no goods, instead of the usual ones; gift_* names a beginning"),
        default=None,
    )


def run(arguments: argparse.Namespace) -> int:
    """Replay and tell."""
    words: Words = arguments.words
    behaviour, margin = _behaviour(arguments), _margin(arguments.margin)
    new = _programme(arguments.programme)
    old = _programme(arguments.against) if arguments.against else None
    if arguments.out is not None:
        _check_folder(arguments.out)
    with ExitStack() as stack:
        stack.enter_context(_without_collector())
        bar = _Bar(words)
        stack.callback(bar.close)
        history = _history(arguments, bar)
        if behaviour.kind == "history" and history.reading.unit == "row":
            # a table does not say what its buyers asked for
            raise BadOption(option="--redeem", value="history", allowed="maximum | never | 0%…100%")
        answer = what_if(history, new, old, behaviour, margin, bar)
    _print(answer, words)
    if arguments.out is not None:
        for path in write(answer, arguments.out, words, arguments.places.data / "cache"):
            sys.stdout.write(words.translate("whatif", "written: {file}").format(file=path) + "\n")
    return 0


def what_if(
    history: History,
    new: Programme,
    old: Programme | None,
    behaviour: Behaviour,
    margin: BasisPoints | None = None,
    bar: _Bar | None = None,
) -> WhatIf:
    """The whole answer for a history that has been read."""
    bar = bar or _Bar(None)
    bar.replay(len(history.events) * (2 if old else 1))
    before = None
    with ExitStack() as stack:
        beside = stack.enter_context(ReplayBeside(history, old, behaviour)) if old else None
        outcome = replay(history, new, behaviour, bar.forward)
        if beside is not None:
            before = beside.outcome(bar.forward)
    comparison = compare(outcome, before)
    return WhatIf(
        reading=history.reading,
        zone=history.zone,
        since=history.since,
        until=history.until,
        behaviour=behaviour,
        new=outcome,
        old=before,
        comparison=comparison,
        assumed_margin=margin,
        names={use.key: history.names.get(use.key, "") for use in outcome.products},
    )


def write(answer: WhatIf, folder: Path, words: Words, cache: Path) -> list[Path]:
    """Put the three files into the folder, all of them or none; raises `NoRoomForResults`."""
    from cashier_app.whatif.chart import picture
    from cashier_app.whatif.report import tables
    from cashier_app.whatif.sheets import workbook

    contents = {
        JSON_FILE: as_json(answer, words),
        SHEETS_FILE: workbook(tables(answer, words), answer, words),
        CHART_FILE: picture(answer, words, cache),
    }
    beside = [folder / f".{name}.new" for name in contents]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in zip(beside, contents.values(), strict=True):
            path.write_bytes(content)
        return [path.replace(folder / name) for path, name in zip(beside, contents, strict=True)]
    except OSError as error:
        raise NoRoomForResults(folder=folder, reason=error) from error
    finally:
        for path in beside:
            path.unlink(missing_ok=True)


def as_json(answer: WhatIf, words: Words) -> bytes:
    """The answer as JSON: all figures, and the report's tables in the person's language.

    Money is whole kopecks, points hundredths, percentages basis points; the same answer gives the same bytes.
    """
    from cashier_app.whatif.report import tables

    units = {"money": "kopecks", "points": "hundredths of a point", "percent": "basis points", "at": "ms since 1970"}
    body = {"units": units, "tables": tables(answer, words), "figures": answer}
    return msgspec.json.format(msgspec.json.encode(body, order="deterministic"), indent=1) + b"\n"


def _print(answer: WhatIf, words: Words) -> None:
    from cashier_app.whatif.report import tables
    from cashier_app.whatif.terminal import in_text

    width = shutil.get_terminal_size((_WIDTH, 0)).columns
    sys.stdout.write("\n".join(in_text(tables(answer, words), words, width)) + "\n")


# --- what was asked for ----------------------------------------------------------------------------------


def _history(arguments: argparse.Namespace, bar: _Bar) -> History:
    if (arguments.history is None) is (not arguments.database):
        raise NotOneSource()
    if arguments.zone not in available_timezones():
        raise BadOption(option="--zone", value=arguments.zone, allowed="Europe/Moscow | Asia/Yekaterinburg | …")
    begin = _day(arguments.begin) if arguments.begin else None
    if arguments.history is not None:
        from cashier_app.whatif.reading.files import read_file

        services = SERVICES
        if arguments.services is not None:
            services = tuple(name.strip().casefold() for name in arguments.services.split(",") if name.strip())
        bar.read(arguments.history)
        history = read_file(arguments.history, TableOptions(arguments.zone, services), bar.forward)
    else:
        from cashier_app.whatif.reading.database import read_database

        history = read_database(arguments.database)
    return history if begin is None else moved(history, begin)


def _programme(path: Path) -> Programme:
    try:
        return load_programme(read_bytes(path))
    except BadProgramme as wrong:
        raise BadProgrammeFile(file=path.name, **wrong.details) from wrong


def _behaviour(arguments: argparse.Namespace) -> Behaviour:
    if not (arguments.seed.isascii() and arguments.seed.isdigit() and len(arguments.seed) <= 15):
        raise BadOption(option="--seed", value=arguments.seed, allowed="0…999999999999999")
    seed = int(arguments.seed)
    match arguments.redeem:
        case "maximum" | "never" | "history":
            return Behaviour(arguments.redeem, seed=seed)
        case text:
            return Behaviour("share", _rate("--redeem", text, "maximum | never | history | 0%…100%"), seed)


def _margin(text: str) -> BasisPoints | None:
    return _rate("--margin", text, "0%…100%") if text else None


def _rate(option: str, text: str, allowed: str) -> BasisPoints:
    """A share such as 30% or 12.5."""
    try:
        return parse_scaled(text.removesuffix("%"), decimals=2, maximum=10_000)
    except MalformedNumber as error:
        raise BadOption(option=option, value=text, allowed=allowed) from error


def _day(text: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise BadOption(option="--begin", value=text, allowed="YYYY-MM-DD") from error
    if not 1971 <= day.year <= 2098:
        raise BadOption(option="--begin", value=text, allowed="1971-01-01…2098-12-31")
    return day


@contextmanager
def _without_collector() -> Iterator[None]:
    """A history is half a million objects without a cycle: walking them again and again takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _check_folder(folder: Path) -> None:
    """Refuse before the long work what cannot be written after it."""
    if folder.exists() and not folder.is_dir():
        raise NoRoomForResults(folder=folder, reason=FileExistsError(17, ""))


class _Bar:
    """A progress bar on the standard error, where somebody looks at it."""

    def __init__(self, words: Words | None) -> None:
        self._words = words
        self._bar: Any = None

    def read(self, path: Path) -> None:
        """Reading begins: bytes of the file."""
        size = path.stat().st_size if path.is_file() else 0
        if self._words is not None:
            self._begin(self._words.translate("cli", "reading"), size, unit="B", unit_scale=True)

    def replay(self, events: int) -> None:
        """The replay begins: receipts and returns, for each programme."""
        if self._words is not None:
            self._begin(self._words.translate("whatif", "replaying"), events, unit="")

    def forward(self, count: int) -> None:
        """So much more is done."""
        if self._bar is not None:
            self._bar.update(count)

    def close(self) -> None:
        """Take it away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _begin(self, name: str, total: int, **more: Any) -> None:
        from tqdm import tqdm

        self.close()
        tqdm.monitor_interval = 0  # no thread of its own
        # disable=None: no bar where the output is not a terminal
        self._bar = tqdm(total=total, desc=name, disable=None, leave=False, file=sys.stderr, **more)
