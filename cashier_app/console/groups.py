"""The daily file of members and discount groups, in from another system and out to it."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from cashier_app.config import Authority
from cashier_app.console.files import write_bytes
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.documents.sheets import harmless
from cashier_app.loyalty.programme import Programme
from cashier_app.server import journal
from cashier_app.server.database import ServerDatabase
from cashier_app.server.group_rows import read_groups
from cashier_app.server.groups import (
    ATTRIBUTES,
    Attribute,
    Exported,
    Outcome,
    Terms,
    bring_groups,
    export_groups,
    reason_words,
)
from cashier_app.server.opened import NoProgramme, opened
from cashier_app.server.programmes import Programmes

#: Remarks that a person is told at once; the file has them all.
_TOLD: Final = 10


class BadGroup(Refused):
    """A group that is not written as GROUP=LEVEL, or a level that the programme has not."""

    text = QT_TRANSLATE_NOOP("errors", "“{value}” does not say which level a group means")
    way_out = QT_TRANSLATE_NOOP("errors", "Write GROUP=LEVEL with one of these levels: {levels}")


class NothingLed(Refused):
    """An export of what another system leads altogether."""

    text = QT_TRANSLATE_NOOP("errors", "Nothing of members is led here: there is nothing to export")
    way_out = QT_TRANSLATE_NOOP("errors", "Give --all, or say in the settings what is led here: [authority]")


class _Rehearsed(Exception):
    """Ends a dry run or a strict one: the transaction is rolled back."""


def import_groups(arguments: argparse.Namespace) -> int:
    """Take the file in one transaction and tell the control totals; 1 if rows were refused."""
    words: Words = arguments.words
    authority: Authority = arguments.settings.authority
    read = list(read_groups(arguments.file, arguments.sheet, arguments.encoding))
    with opened(arguments) as database:
        programme = _programme(database, arguments)
        terms = Terms(
            programme=programme,
            zone=arguments.settings.shop.zone,
            system=authority.system,
            led_outside=led(authority, "outside"),
            words=_groups([*authority.groups, *arguments.group], programme),
            lenient=arguments.lenient,
        )
        outcome = Outcome()
        changed = True
        report = arguments.report or arguments.file.with_name(f"{arguments.file.stem}.refused.csv")
        try:
            with database.write() as transaction:
                outcome = bring_groups(transaction, read, terms)
                if outcome.remarks or arguments.report:
                    # within the transaction: what is refused is told, or nothing is changed
                    write_bytes(report, _report(outcome, words))
                if arguments.dry_run or (arguments.strict and outcome.refused):
                    raise _Rehearsed
                if outcome.changed:
                    journal.write(transaction, "groups_imported", system=authority.system, members=outcome.changed)
        except _Rehearsed:
            changed = False
    _tell(outcome, report, changed, words)
    return 1 if outcome.refused else 0


def export(arguments: argparse.Namespace) -> int:
    """Write the members' file: what is led here, or everything."""
    words: Words = arguments.words
    authority: Authority = arguments.settings.authority
    attributes = frozenset(ATTRIBUTES) if arguments.all else led(authority, "here")
    if not attributes:
        raise NothingLed()
    with opened(arguments) as database:
        programme = _programme(database, arguments)
        groups = _groups([*authority.groups, *arguments.group], programme)
        with database.read() as connection:
            zone = arguments.settings.shop.zone
            rows = list(export_groups(connection, programme, zone, attributes, groups))
    content = as_table(rows, attributes)
    if arguments.out is None:
        sys.stdout.write(content.decode("utf-8-sig").replace("\r\n", "\n"))
    else:
        write_bytes(arguments.out, content)
        text = words.translate("groups", "Members exported: {count}; {attributes}")
        named = ", ".join(attribute_words(each, words) for each in ATTRIBUTES if each in attributes)
        sys.stdout.write(text.format(count=len(rows), attributes=named) + "\n")
    return 0


def led(authority: Authority, by: str) -> frozenset[Attribute]:
    """The attributes that one side leads."""
    return frozenset(each for each in ATTRIBUTES if getattr(authority, each) == by)


def as_table(rows: Sequence[Exported], attributes: frozenset[Attribute]) -> bytes:
    """The CSV that `import groups` reads again, with the columns of these attributes."""
    columns = ["identifier"]
    columns += ["group", "since"] if "level" in attributes else []
    columns += ["segments"] if "segments" in attributes else []
    columns += ["card", "phone", "email"] if "identifiers" in attributes else []
    columns += [each for each in ("name", "birthday", "state") if each in attributes]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(getattr(row, column)) for column in columns])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(text: str) -> str:
    """A cell as another program reads it; a lone "-" says "none" and is no formula."""
    return text if text == "-" else harmless(text)


def attribute_words(attribute: str, words: Words) -> str:
    """What an attribute is called."""
    match attribute:
        case "level":
            return words.translate("groups", "levels")
        case "segments":
            return words.translate("groups", "segments")
        case "identifiers":
            return words.translate("groups", "cards, telephones and e-mails")
        case "name":
            return words.translate("groups", "names")
        case "birthday":
            return words.translate("groups", "birthdays")
        case _:
            return words.translate("groups", "blocking")


def _programme(database: ServerDatabase, arguments: argparse.Namespace) -> Programme:
    with database.read() as connection:
        programme = Programmes().in_force(connection, arguments.settings.shop.zone, database.now())
    if programme is None:
        raise NoProgramme()
    return programme


def _groups(said: Sequence[str], programme: Programme) -> dict[str, str]:
    levels = {level.id for level in programme.levels.ladder}
    groups: dict[str, str] = {}
    for each in said:
        group, _, level = each.rpartition("=")
        if not group.strip() or level.strip() not in levels:
            raise BadGroup(value=each, levels=", ".join(level.id for level in programme.levels.ladder))
        groups[group.strip()] = level.strip()
    return groups


def _report(outcome: Outcome, words: Words) -> bytes:
    """Every remark, for a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            words.translate("groups", "line"),
            words.translate("groups", "identifier"),
            words.translate("groups", "what became of it"),
            words.translate("groups", "reason"),
        ]
    )
    refused, left = words.translate("groups", "refused"), words.translate("groups", "left as it is")
    for remark in outcome.remarks:
        fate = refused if remark.refused else left
        writer.writerow([remark.line, harmless(remark.told), fate, reason_words(remark, words)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _tell(outcome: Outcome, report: Path, changed: bool, words: Words) -> None:
    said = [] if changed else [words.translate("groups", "Nothing was changed")]
    text = words.translate("groups", "Rows: {rows}, changed {changed}, unchanged {unchanged}, refused {refused}")
    figures = msgspec.structs.asdict(outcome)
    said.append(
        text.format(refused=outcome.refused, **{name: figures[name] for name in ("rows", "changed", "unchanged")})
    )
    said += [f"  {attribute_words(each, words)}: {count}" for each, count in sorted(outcome.attributes.items())]
    line = words.translate("groups", "line {line}, {told}: {reason}")
    said += [
        "  " + line.format(line=remark.line, told=remark.told or "—", reason=reason_words(remark, words))
        for remark in outcome.remarks[:_TOLD]
    ]
    if outcome.remarks:
        said.append(words.translate("groups", "All remarks: {file}").format(file=report))
    sys.stdout.write("\n".join(said) + "\n")
