"""`cashier-app provision FILE`: sets a till, a store node or a server up from a file, before its first start.

Exit codes: 0 everything is as the answers say; 1 a step failed (the rest is done, the same command goes on from
there); 2 the answers or the command line do not fit (nothing was changed); 3 something was set otherwise since, and
was left so; with --dry-run 4: something would be done.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cashier_app.config import Places
from cashier_app.core.errors import QT_TRANSLATE_NOOP, WorldError
from cashier_app.core.words import Words
from cashier_app.provision.reading import AnswersRefused, Given, describe_answers, read_answers
from cashier_app.provision.steps import Step, Surroundings, steps

DONE: Final = 0
FAILED: Final = 1
REFUSED: Final = 2
DIFFERS: Final = 3
WOULD_CHANGE: Final = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The answers file, and what is asked instead."""
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help=QT_TRANSLATE_NOOP("cli", "the answers, TOML")
    )
    others = parser.add_mutually_exclusive_group()
    others.add_argument(
        "--describe",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "print every key with its description, what is allowed and the default"),
    )
    others.add_argument(
        "--hash-pin",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "read a PIN from the standard input and print its hash for pin_hash"),
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "say what would be done and change nothing; exit code 4 if anything would be"),
    )
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "set settings that were changed since as the answers say"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Set up what is not set up yet; the exit code."""
    words: Words = arguments.words
    if arguments.describe:
        sys.stdout.write(describe_answers(words))
        return DONE
    if arguments.hash_pin:
        return _hash_pin(words)
    if arguments.file is None:
        _complain(words.translate("provision", "Name the answers file, or --describe"))
        return REFUSED
    try:
        given = read_answers(arguments.file)
    except AnswersRefused as refused:
        for fault in refused.faults:
            _complain("{}. {}.".format(*words.error(fault)))
        _complain("{}. {}.".format(*words.error(refused)))
        return REFUSED
    except WorldError as error:
        _complain("{}. {}.".format(*words.error(error)))
        return REFUSED
    _warn(given, words)
    around = Surroundings(given, arguments.places, words, arguments.overwrite, arguments.broken_notice)
    if arguments.dry_run:
        return _rehearse(around)
    with _alone(arguments.places, around):
        return _set_up(around)


@contextmanager
def _alone(places: Places, around: Surroundings) -> Iterator[None]:
    """Nothing is begun while the till runs: raises `AlreadyRunning` before anything is written."""
    from cashier_app.storage.database import NAME, Database
    from cashier_app.storage.lock import FolderLock

    folder = places.till_folder(around.settings)
    if "till" in around.given.answers.install.machine and folder.exists():
        FolderLock(folder / "till.lock").release()
        if (folder / NAME).exists():
            # a version before left it: its tables are brought up to date, or nothing could be asked of it
            Database.open(folder).close()
    yield


def _set_up(around: Surroundings) -> int:
    """Do one step after the other; the exit code."""
    words, failed, differs = around.words, False, False
    waiting = steps(around)
    while True:
        step = None
        try:
            step = next(waiting, None)
            if step is None:
                break
            differs = differs or step.standing == "differs"
            if step.standing == "todo":
                step.do()
            _tell(step, words)
        except WorldError as error:
            failed = True
            _fail(step, error, words)
            if step is None or step.title == words.translate("provision", "Settings"):
                break  # everything after it would work with other settings than are wanted
    if failed:
        _complain(words.translate("provision", "Not everything is set up: the same command goes on from here"))
        return FAILED
    if differs:
        _say(words.translate("provision", "What was set otherwise was left so; --overwrite sets it as the answers say"))
        return DIFFERS
    _say(words.translate("provision", "Everything is set up as the answers say"))
    return DONE


def _rehearse(around: Surroundings) -> int:
    """Say how every step stands."""
    words = around.words
    standings = []
    for step in steps(around):
        standings.append(step.standing)
        _tell(step, words, rehearsal=True)
    if "todo" in standings:
        return WOULD_CHANGE
    return DIFFERS if "differs" in standings else DONE


def _tell(step: Step, words: Words, rehearsal: bool = False) -> None:
    how = {
        "todo": words.translate("provision", "would be done") if rehearsal else words.translate("provision", "done"),
        "done": words.translate("provision", "so already"),
        "differs": words.translate("provision", "set otherwise"),
    }[step.standing]
    _say(f"{step.title}: {how} ({step.detail})")


def _fail(step: Step | None, error: WorldError, words: Words) -> None:
    text, way_out = words.error(error)
    title = f"{step.title}: " if step is not None else ""
    failed = words.translate("provision", "failed")
    _complain(f"{title}{failed}. {text}. {way_out}.")


def _warn(given: Given, words: Words) -> None:
    if given.exposed:
        text = words.translate("provision", "Others on this machine can read the secrets in {file}: chmod 600 {file}")
        _complain(text.format(file=given.file))


def _hash_pin(words: Words) -> int:
    """Print what is kept of a PIN that is typed without being shown, or comes from a pipe."""
    from cashier_app.till.people import UnfitPin, check_pin, hash_pin

    prompt = words.translate("provision", "PIN: ")
    pin = getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().strip()
    try:
        check_pin(pin)
    except UnfitPin as error:
        _complain("{}. {}.".format(*words.error(error)))
        return REFUSED
    _say(hash_pin(pin))
    return DONE


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _complain(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
