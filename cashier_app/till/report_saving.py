"""A report as a file: on a stick that is plugged in, else in the folder of the settings or of the data."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP, WorldError
from cashier_app.core.words import Words
from cashier_app.documents.report_files import report_csv, report_json, report_xlsx
from cashier_app.file_rights import as_the_folder
from cashier_app.till.support import STICKS, sticks

if TYPE_CHECKING:
    from cashier_app.config import Settings
    from cashier_app.reports.report import Report
    from cashier_app.till.manager_reports import Asked

FOLDER: Final = "reports"
FORMS: Final = ("pdf", "xlsx", "csv", "json")


class ReportNotWritten(WorldError):
    """A report's file cannot be written."""

    text = QT_TRANSLATE_NOOP("errors", "The report cannot be written into {folder}: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Plug in a USB stick with room, or name another folder in the settings")


def content(report: Report, form: str, words: Words, zone: str) -> bytes:
    """The report as bytes of a form: `pdf`, `xlsx`, `csv`, `json`."""
    if form == "pdf":
        from cashier_app.documents.report_pdf import report_pdf

        return report_pdf(report, words, zone)
    if form == "xlsx":
        return report_xlsx(report)
    return report_json(report) if form == "json" else report_csv(report, words)


def file_name(asked: Asked, till: int, form: str) -> str:
    """`summary-2026-11-01_2026-11-30-till2.pdf`, `summary-shift341-till2.pdf`: sorted by name they are in order."""
    if asked.period is None:
        when = f"shift{asked.shift}"
    elif asked.period.first == asked.period.last:
        when = f"{asked.period.first}"
    else:
        when = f"{asked.period.first}_{asked.period.last}"
    return f"{asked.name}-{when}-till{till}.{form}"


def folder_of(settings: Settings, data: Path) -> Path:
    """The folder of the settings, else one beside the database."""
    return Path(settings.reports.folder).expanduser().absolute() if settings.reports.folder else data / FOLDER


def save(
    report: Report,
    asked: Asked,
    form: str,
    settings: Settings,
    words: Words,
    data: Path,
    roots: Sequence[Path] = STICKS,
) -> Path:
    """Write a report where a person finds it; blocks.  The file.  Raises `ReportNotWritten`."""
    plugged = sticks(roots)
    folder = plugged[0] if plugged else folder_of(settings, data)
    return write(
        content(report, form, words, settings.shop.zone), folder / file_name(asked, settings.till.number, form)
    )


def write(made: bytes, file: Path) -> Path:
    """Put a whole file in place at once, its folder made.  Raises `ReportNotWritten`."""
    fresh = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as out:
            as_the_folder(out.fileno(), file.parent)
            out.write(made)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise ReportNotWritten(folder=file.parent, reason=error) from error
    return file
