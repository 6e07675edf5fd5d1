"""Words in the person's language, looked up without Qt so that receipts, servers and terminals have them.

Source texts are English and stand in the code, marked so that `pyside6-lupdate` collects them:
`words.translate("context", "text")`, `words.translate("context", "%n point(s)", "", n)` and
`QT_TRANSLATE_NOOP("errors", "text")`.  Placeholders in braces are filled after the look-up.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final, TypeAlias

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Phrase, WorldError
from cashier_app.core.money import Kopecks, format_money
from cashier_app.core.number import Figure
from cashier_app.core.points import ONE_POINT, Points, format_points
from cashier_app.core.quantity import Thousandths, format_quantity

#: (context, source) → the forms of a translation: one, or one a plural form.
Catalogue: TypeAlias = Mapping[tuple[str, str], tuple[str, ...]]


#: What the operating system says, by its number, in a person's words.
_SYSTEM: Final = {
    errno.ENOENT: QT_TRANSLATE_NOOP("system", "there is no such file or folder"),
    errno.EACCES: QT_TRANSLATE_NOOP("system", "this user has no right to it"),
    errno.EPERM: QT_TRANSLATE_NOOP("system", "this user has no right to it"),
    errno.EEXIST: QT_TRANSLATE_NOOP("system", "a file lies where the folder belongs"),
    errno.EISDIR: QT_TRANSLATE_NOOP("system", "it is a folder, not a file"),
    errno.ENOTDIR: QT_TRANSLATE_NOOP("system", "it is a file, not a folder"),
    errno.ENOSPC: QT_TRANSLATE_NOOP("system", "the disk is full"),
    errno.EROFS: QT_TRANSLATE_NOOP("system", "the disk cannot be written"),
    errno.EIO: QT_TRANSLATE_NOOP("system", "the disk or the device has failed"),
    errno.EADDRINUSE: QT_TRANSLATE_NOOP("system", "another program holds this port"),
    errno.EADDRNOTAVAIL: QT_TRANSLATE_NOOP("system", "this machine has no such address"),
    errno.ECONNREFUSED: QT_TRANSLATE_NOOP("system", "nobody answers there"),
}


def plural_form(language: str, n: int) -> int:
    """Index of the plural form for a count: Russian has three (1 балл, 2 балла, 5 баллов), English two."""
    n = abs(n)
    if language == "ru":
        if n % 10 == 1 and n % 100 != 11:
            return 0
        if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14:
            return 1
        return 2
    return 0 if n == 1 else 1


class Words:
    """One language: translated texts, plurals, and the forms of money, points and quantity."""

    def __init__(self, language: str, catalogue: Catalogue) -> None:
        self.language = language
        self.decimal_mark = "," if language == "ru" else "."
        self._catalogue = catalogue

    def translate(self, context: str, source: str, comment: str = "", n: int | None = None) -> str:
        """The text in this language, or its source where a translation is missing; `%n` becomes the count."""
        forms = self._catalogue.get((context, source))
        if n is None:
            return forms[0] if forms and forms[0] else source
        index = plural_form(self.language, n)
        text = forms[index] if forms and index < len(forms) and forms[index] else source
        return text.replace("%n", str(n))

    def error(self, error: WorldError) -> tuple[str, str]:
        """What happened and the way out, in this language."""
        details = {name: self._detail(detail) for name, detail in error.details.items()}
        return (
            self.translate("errors", error.text).format(**details),
            self.translate("errors", error.way_out).format(**details),
        )

    def _detail(self, detail: object) -> object:
        """A detail that has words of its own, in this language."""
        if isinstance(detail, Phrase):
            return self.translate(detail.context, detail.source)
        if isinstance(detail, Figure):
            return detail.text(self.decimal_mark)
        return self.system(detail) if isinstance(detail, OSError) else detail

    def system(self, error: OSError) -> str:
        """What the operating system refused, in this language; a rare reason in the system's own."""
        known = _SYSTEM.get(error.errno or 0)
        return self.translate("system", known) if known else error.strerror or str(error)

    def money(self, amount: Kopecks) -> str:
        """`1 234,56 ₽`."""
        return f"{format_money(amount, self.decimal_mark)}\u00a0₽"

    def sum(self, amount: Kopecks) -> str:
        """`1 234,56`, where the column already says roubles."""
        return format_money(amount, self.decimal_mark)

    def points(self, points: Points) -> str:
        """`123 балла`: a fraction takes the plural of 2, as Russian does."""
        count = abs(points) // ONE_POINT if points % ONE_POINT == 0 else 2
        unit = self.translate("points", "%n point(s)", "", count)
        return unit.replace(str(count), format_points(points, self.decimal_mark), 1)

    def quantity(self, quantity: Thousandths) -> str:
        """`2` or `0,299`."""
        return format_quantity(quantity, self.decimal_mark)
