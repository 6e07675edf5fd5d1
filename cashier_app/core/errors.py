"""Two families of errors: the world's, which have words and a way out, and ours, which are logged whole.

Everything a person may be told derives from `WorldError`.  Any other exception is a mistake of
this program: it is logged with its traceback and the till goes on.
"""

from __future__ import annotations

from typing import ClassVar


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name that lupdate looks for
    """Mark a text for translation and return it unchanged."""
    return text


class Phrase:
    """A marked text as a detail of an error: `Words.error` puts it into the person's language, the log into English."""

    def __init__(self, context: str, source: str) -> None:
        self.context = context
        self.source = source

    def __str__(self) -> str:
        return self.source


class WorldError(Exception):
    """Something outside the program went wrong, and a person can be told what and what to do.

    Subclasses state `text` and `way_out` in English, marked with `QT_TRANSLATE_NOOP("errors", …)`;
    both may name `details` in braces.  `Words.error` turns it into the person's language.
    """

    text: ClassVar[str] = QT_TRANSLATE_NOOP("errors", "Something outside the till went wrong")
    way_out: ClassVar[str] = QT_TRANSLATE_NOOP("errors", "Call the person who looks after the till")

    def __init__(self, **details: object) -> None:
        super().__init__(details)
        self.details = details

    def __str__(self) -> str:
        return f"{self.text.format(**self.details)}. {self.way_out.format(**self.details)}"


class Refused(WorldError):
    """Input or a request that the rules do not allow; nothing was changed."""
