"""What an examination finds: one finding a thing, in words, and the same as data for another program."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words
from cashier_app.till.diagnosing import Fact, Finding, Standing

#: From what is well to what is not; `off`: the shop has none of it.
_ORDER: Final[tuple[Standing, ...]] = ("off", "good", "warning", "error")
_MARKS: Final[dict[Standing, str]] = {"off": "–", "good": "✓", "warning": "!", "error": "✗"}
_VERDICTS: Final[dict[Standing, str]] = {
    "off": QT_TRANSLATE_NOOP("doctor", "Everything is in order"),
    "good": QT_TRANSLATE_NOOP("doctor", "Everything is in order"),
    "warning": QT_TRANSLATE_NOOP("doctor", "The till can sell; something wants a look"),
    "error": QT_TRANSLATE_NOOP("doctor", "Something does not work"),
}
#: Exit codes of the command.
WELL: Final = 0
ILL: Final = 1
WANTS_A_LOOK: Final = 3


class Examined(msgspec.Struct, frozen=True):
    """One thing that was looked at: its key (`printer:receipts`), its name in words, and how it stands."""

    key: str
    title: str
    finding: Finding


class Examination(msgspec.Struct, frozen=True):
    """Everything that was looked at, in the order of the reader."""

    things: tuple[Examined, ...]

    @property
    def standing(self) -> Standing:
        """The worst of all."""
        return max((each.finding.standing for each in self.things), key=_ORDER.index, default="good")

    @property
    def exit_code(self) -> int:
        """0 all is well, 3 something wants a look, 1 something does not work."""
        return {"error": ILL, "warning": WANTS_A_LOOK}.get(self.standing, WELL)

    def text(self, words: Words) -> str:
        """For a person: a line a thing, the way out and the figures below it."""
        lines: list[str] = []
        for each in self.things:
            finding = each.finding
            lines.append(f"{_MARKS[finding.standing]} {each.title}: {finding.text}")
            if finding.way_out:
                lines.append(f"    → {finding.way_out}")
            lines += [f"    {name}: {value}" for name, value in finding.facts]
        return "\n".join([*lines, "", words.translate("doctor", _VERDICTS[self.standing]), ""])

    def json(self) -> bytes:
        """For a program: `standing`, and `things` with key, standing, text, way_out and facts."""
        things = [
            {
                "key": each.key,
                "title": each.title,
                "standing": each.finding.standing,
                "text": each.finding.text,
                "way_out": each.finding.way_out,
                "facts": list(each.finding.facts),
            }
            for each in self.things
        ]
        return msgspec.json.format(msgspec.json.encode({"standing": self.standing, "things": things}), indent=2)


def found(
    standing: Standing, text: str, way_out: str = "", facts: Iterable[Fact | None] = (), why: Exception | None = None
) -> Finding:
    """A finding; facts that are None are left out, and `why` is a fact of its own."""
    kept = [fact for fact in facts if fact is not None]
    if why is not None:
        kept.append((type(why).__name__, str(why)[:300]))
    return Finding(standing, text, way_out, tuple(kept))
