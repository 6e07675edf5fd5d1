"""`cashier-app programme …`: a file looked at before anybody meets it, then published, listed, withdrawn.

validate, show and diff read files alone; publish, list and withdraw are the server's (`server.programme_command`).
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec

from cashier_app.console.changes import Change, changes
from cashier_app.console.files import STANDARD_INPUT, read_bytes
from cashier_app.console.findings import Finding, findings
from cashier_app.console.notice import Kept, notice_words, notices
from cashier_app.console.showing import show
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.loyalty.programme import BadProgramme, Programme, load_programme
from cashier_app.server import programme_command
from cashier_app.server.opened import database_option, opened


class NotADay(Refused):
    """A day that is none."""

    text = QT_TRANSLATE_NOOP("errors", "“{value}” is not a day")
    way_out = QT_TRANSLATE_NOOP("errors", "Give it as YYYY-MM-DD, such as 2026-11-21")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The acts and their files."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    validate = acts.add_parser("validate", help=QT_TRANSLATE_NOOP("cli", "all errors of programme files, and warnings"))
    validate.add_argument(
        "files", nargs="+", metavar="FILE", help=QT_TRANSLATE_NOOP("cli", "the programme, JSON; - is standard input")
    )
    validate.add_argument(
        "--strict", action="store_true", help=QT_TRANSLATE_NOOP("cli", "exit code 1 for warnings too")
    )
    shown = acts.add_parser("show", help=QT_TRANSLATE_NOOP("cli", "a programme in words"))
    shown.add_argument(
        "file", metavar="FILE", help=QT_TRANSLATE_NOOP("cli", "the programme, JSON; - is standard input")
    )
    diff = acts.add_parser("diff", help=QT_TRANSLATE_NOOP("cli", "what changed between two versions, and the notice"))
    diff.add_argument("old", metavar="OLD", help=QT_TRANSLATE_NOOP("cli", "the version in force, JSON"))
    diff.add_argument("new", metavar="NEW", help=QT_TRANSLATE_NOOP("cli", "the version to come, JSON"))
    diff.add_argument(
        "--on",
        metavar="DAY",
        default="",
        help=QT_TRANSLATE_NOOP("cli", "the day on which buyers are told; left out: today"),
    )
    diff.add_argument(
        "--strict", action="store_true", help=QT_TRANSLATE_NOOP("cli", "exit code 1 where the notice is not kept")
    )
    for each in (validate, shown, diff):
        each.add_argument(
            "--language", choices=("ru", "en"), default="", help=QT_TRANSLATE_NOOP("cli", "language of the words")
        )
    for each in (validate, diff):
        each.add_argument("--json", action="store_true", help=QT_TRANSLATE_NOOP("cli", "print JSON"))
    common = database_option()

    def act(name: str, about: str, inside: Any) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = inside.add_parser(name, help=about, parents=[common])
        return made

    programme_command.add_arguments(act, acts)


def run(arguments: argparse.Namespace) -> int:
    """Do the act; the exit code."""
    if arguments.act in programme_command.ACTS:
        with opened(arguments, begins=arguments.act in programme_command.BEGINNING) as database:
            return programme_command.ACTS[arguments.act](database, arguments, arguments.words)
    if arguments.language:
        from cashier_app.words import load_words

        arguments.words = load_words(arguments.language)
    return _ACTS[arguments.act](arguments, arguments.words)


class _FileFindings(msgspec.Struct, frozen=True):
    """What was found in a file."""

    file: str
    findings: list[Finding]


def _validate(arguments: argparse.Namespace, words: Words) -> int:
    read = [_FileFindings(file, findings(read_bytes(Path(file)), words)) for file in arguments.files]
    kinds = {found.kind for each in read for found in each.findings}
    if arguments.json:
        _say(msgspec.json.format(msgspec.json.encode(read), indent=2).decode())
    else:
        for each in read:
            _say_findings(each, words)
    return 1 if "error" in kinds or (arguments.strict and kinds) else 0


def _say_findings(each: _FileFindings, words: Words) -> None:
    errors = sum(found.kind == "error" for found in each.findings)
    warnings = len(each.findings) - errors
    if errors:
        verdict = words.translate("validate", "%n error(s)", "", errors)
    elif warnings:
        count = words.translate("validate", "%n warning(s)", "", warnings)
        verdict = words.translate("validate", "valid, {warnings}").format(warnings=count)
    else:
        verdict = words.translate("validate", "valid")
    file = words.translate("validate", "standard input") if each.file == STANDARD_INPUT else each.file
    _say(f"{file}: {verdict}")
    for found in each.findings:
        mark = words.translate("validate", "warning: ") if found.kind == "warning" else ""
        _say(f"  {mark}{found.path}: {found.text}")


def _show(arguments: argparse.Namespace, words: Words) -> int:
    for line in show(_load(arguments.file), words):
        _say(line)
    return 0


class _Difference(msgspec.Struct, frozen=True):
    """What `diff --json` prints."""

    old_version: int
    new_version: int
    valid_from: datetime.date
    told: datetime.date
    changes: list[Change]
    notices: list[Kept]
    kept: bool


def _diff(arguments: argparse.Namespace, words: Words) -> int:
    old, new = _load(arguments.old), _load(arguments.new)
    try:
        told = datetime.date.fromisoformat(arguments.on) if arguments.on else datetime.date.today()  # noqa: DTZ011
    except ValueError as error:
        raise NotADay(value=arguments.on) from error
    if not 1970 <= told.year < 2100:
        raise NotADay(value=arguments.on)
    found = changes(old, new, words)
    promises = notices(old, new, found, told)
    kept = all(promise.is_kept for promise in promises)
    if arguments.json:
        body = _Difference(old.version, new.version, new.valid_from, told, found, promises, kept)
        _say(msgspec.json.format(msgspec.json.encode(body), indent=2).decode())
    else:
        _say_diff(old, new, found, words)
        for promise in promises:
            _say(notice_words(promise, told, new, words))
    return 1 if arguments.strict and not kept else 0


def _say_diff(old: Programme, new: Programme, found: list[Change], words: Words) -> None:
    head = words.translate("diff", "Version {old} → version {new}, from {date}")
    _say(head.format(old=old.version, new=new.version, date=f"{new.valid_from:%d.%m.%Y}"))
    if not found:
        _say(words.translate("diff", "Nothing changes for buyers"))
        return
    for verdict, title in (
        ("worse", words.translate("diff", "Worse for the buyer")),
        ("better", words.translate("diff", "Better for the buyer")),
        ("changed", words.translate("diff", "Changed: better for some, worse for others, or it cannot be told")),
        ("neutral", words.translate("diff", "Neither better nor worse")),
    ):
        told = [change for change in found if change.verdict == verdict]
        if told:
            _say("")
            _say(title)
        for change in told:
            _say(f"  {change.text(words)}")
    _say("")


def _load(file: str) -> Programme:
    """A programme whose refusal names its file."""
    try:
        return load_programme(read_bytes(Path(file)))
    except BadProgramme as error:
        raise BadProgramme(**{**error.details, "path": f"{file}: {error.details['path']}"}) from error


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


_ACTS: Final[dict[str, Callable[[argparse.Namespace, Words], int]]] = {
    "validate": _validate,
    "show": _show,
    "diff": _diff,
}
