"""What cannot be read as a history, in words that name the file, the row, the column and what is allowed."""

from __future__ import annotations

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused


class NoHistory(Refused):
    """The path leads nowhere."""

    text = QT_TRANSLATE_NOOP("errors", "There is no file “{file}”")
    way_out = QT_TRANSLATE_NOOP("errors", "Give past receipts as CSV or as JSON lines; .gz is allowed")


class NotReadable(NoHistory):
    """The file is there and cannot be read."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” cannot be read: {what}")


class NotAHistory(NoHistory):
    """An office document, a picture, an archive, a folder."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” is neither CSV nor JSON lines")
    way_out = QT_TRANSLATE_NOOP("errors", "Save the receipts as CSV (UTF-8) or as JSON lines; .gz is allowed")


class NothingInside(NoHistory):
    """Nothing is left to replay."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” holds no receipt that could be replayed: {rows} rows were read")
    way_out = QT_TRANSLATE_NOOP("errors", "Export receipts with goods, quantities and prices above zero")


class ColumnMissing(Refused):
    """A table without a column that nothing can stand in for."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” has no column for “{column}”; its columns are: {columns}")
    way_out = QT_TRANSLATE_NOOP("errors", "Call one of the columns in the first line one of: {allowed}")


class BadCell(Refused):
    """A cell that does not hold what its column says."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}”, line {row}, column “{column}”: “{value}” does not fit")
    way_out = QT_TRANSLATE_NOOP("errors", "Allowed there: {allowed}")


class BadRow(Refused):
    """A row that cannot be told apart into cells, or contradicts another."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}”, line {row}: {what}")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was computed. Correct the line and begin again")


class BadReceiptLine(Refused):
    """A JSON line of the wrong form."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}”, line {row}, {path}: {value} does not fit")
    way_out = QT_TRANSLATE_NOOP("errors", "Allowed there: {allowed}")
