"""A scanner tried and learned: what one scan was, in words, and what three of them say about its settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.catalog import recognition
from cashier_app.catalog.masks import Masks, masks_of
from cashier_app.config import Settings
from cashier_app.config_change import section_of, value_of
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words
from cashier_app.devices.learning import (
    ENOUGH,
    Flaw,
    Hint,
    Sample,
    heard_by_port,
    heard_by_wedge,
    propose_serial,
    propose_wedge,
    visible,
)
from cashier_app.devices.scan import scan_of
from cashier_app.devices.wedge import WedgeSettings

if TYPE_CHECKING:
    from cashier_app.core.clock import Clock

Fact = tuple[str, str]

#: AIM identifiers by their letter: what is printed.  Source: ISO/IEC 15424.
SYMBOLOGIES: Final[dict[str, str]] = {
    "A": "Code 39",
    "C": "Code 128",
    "E": "EAN / UPC",
    "F": "Codabar",
    "G": "Code 93",
    "I": "Interleaved 2 of 5",
    "J": "GS1 DotCode",
    "L": "PDF417",
    "Q": "QR Code",
    "X": "EAN / UPC",
    "d": "Data Matrix",
    "e": "GS1 DataBar",
    "z": "Aztec",
}
_KINDS: Final[dict[str, str]] = {
    "Card": QT_TRANSLATE_NOOP("scanning", "a loyalty card"),
    "Badge": QT_TRANSLATE_NOOP("scanning", "a colleague's badge"),
    "ReceiptCode": QT_TRANSLATE_NOOP("scanning", "a slip of this system"),
    "Product": QT_TRANSLATE_NOOP("scanning", "goods by the piece"),
    "WeightedProduct": QT_TRANSLATE_NOOP("scanning", "goods with their weight"),
    "PriceCode": QT_TRANSLATE_NOOP("scanning", "goods with their price"),
    "Marking": QT_TRANSLATE_NOOP("scanning", "a marking code, whole"),
}
HINTS: Final[dict[Hint, str]] = {
    "russian_layout": QT_TRANSLATE_NOOP(
        "scanning", "The keyboard's layout is Russian. It does not matter: keys are read by their places."
    ),
    "caps_lock": QT_TRANSLATE_NOOP(
        "scanning", "Caps Lock is on. If capitals and small letters change places, switch it off."
    ),
    "num_lock_off": QT_TRANSLATE_NOOP(
        "scanning", "The scanner types on the keypad, and Num Lock is off: codes are not heard. Switch Num Lock on."
    ),
}
_FLAWS: Final[dict[Flaw, str]] = {
    "differ": QT_TRANSLATE_NOOP(
        "scanning", "The scans end in different ways. Scan three with one and the same scanner."
    ),
    "no_code": QT_TRANSLATE_NOOP(
        "scanning",
        "No code of goods was found in the scans. Scan three products with 13 or 8 digits under the bars.",
    ),
    "hand": QT_TRANSLATE_NOOP("scanning", "The keys came as slowly as a hand types. Scan, do not type."),
}
_ENDS: Final[dict[str, str]] = {
    "enter": "Enter",
    "tab": "Tab",
    "cr": "CR",
    "lf": "LF",
    "crlf": "CR LF",
    "none": QT_TRANSLATE_NOOP("scanning", "nothing"),
    "gap": QT_TRANSLATE_NOOP("scanning", "a pause"),
}


class Learned(msgspec.Struct, frozen=True):
    """What follows from the scans: sentences, and keys of the settings to be changed (none: nothing to write)."""

    lines: tuple[str, ...]
    changes: Mapping[str, object]


class TrialSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a sample is judged by: the settings in force, and the place of each serial scanner's in the file."""

    settings: Settings
    offset: int
    places: Mapping[str, str]

    @property
    def masks(self) -> Masks:
        """The shop's own codes."""
        return masks_of(self.settings.selling.card_masks, self.settings.selling.in_store_masks)

    @property
    def wedge(self) -> WedgeSettings:
        """How scanners that type are told from hands."""
        scanner = self.settings.scanner
        return WedgeSettings(
            prefix=scanner.wedge_prefix,
            suffix=scanner.wedge_suffix,
            key_ms=scanner.wedge_key_ms,
            shortest=scanner.wedge_shortest,
            offset=self.offset,
        )


# --- one scan ----------------------------------------------------------------------------------------------


def facts(sample: Sample, by: TrialSettings, clock: Clock, words: Words) -> tuple[Fact, ...]:
    """Everything about one scan, in the order in which an installer asks."""
    heard = heard_now(sample, by, clock)
    scan = scan_of((heard[0] if heard else sample.text).encode(), sample.source, clock.now())
    found = recognition.recognise(scan.text, sample.raw, scan.symbology, by.masks)
    source = words.translate("scanning", "keyboard") if sample.typed else sample.source
    return (
        (words.translate("scanning", "From"), source),
        (words.translate("scanning", "It sent"), visible(sample.raw) + _end_sign(sample)),
        (words.translate("scanning", "Bytes"), sample.raw.hex(" ").upper()),
        (words.translate("scanning", "Kind of bars"), _symbology(scan.symbology, words)),
        (words.translate("scanning", "Pauses"), _pauses(sample, words)),
        (words.translate("scanning", "The till hears"), _heard(heard, sample, words)),
        (words.translate("scanning", "It is"), recognised(found, words)),
    )


def heard_now(sample: Sample, by: TrialSettings, clock: Clock) -> list[str]:
    """The codes that the settings in force make of a sample."""
    if sample.typed:
        return heard_by_wedge(sample, by.wedge, clock)
    place = by.places.get(sample.source, "")
    if not place:
        return []
    port = section_of(by.settings, place)
    return heard_by_port(sample, port.suffix, port.gap_ms)


def recognised(found: recognition.Recognised, words: Words) -> str:
    """What a code was taken for, or why it is refused."""
    if isinstance(found, recognition.Foreign | recognition.Garbage):
        return ". ".join(filter(None, recognition.explain(found, words)))
    kind = words.translate("scanning", _KINDS[type(found).__name__])
    if isinstance(found, recognition.Product) and found.suspect is not None:
        text, _ = recognition.explain(recognition.Garbage(found.suspect, ""), words)
        return words.translate("scanning", "{reason}, unless the shop has goods of this code").format(reason=text)
    if isinstance(found, recognition.Card) and found.kind == "virtual":
        kind = words.translate("scanning", "a loyalty card in a telephone")
    codes = getattr(found, "lookup", ())
    return f"{kind}: {codes[0]}" if codes else kind


def _symbology(aim: str, words: Words) -> str:
    if not aim:
        return words.translate("scanning", "the scanner does not say")
    return f"{aim} · {SYMBOLOGIES.get(aim[1], '?')}"


def _end_sign(sample: Sample) -> str:
    return {"enter": "<Enter>", "tab": "<Tab>"}.get(sample.end or "", "")


def _pauses(sample: Sample, words: Words) -> str:
    if not sample.pauses:
        return "—"
    middle = sorted(sample.pauses)[len(sample.pauses) // 2]
    text = words.translate("scanning", "{middle} ms usually, {longest} ms at most")
    return text.format(middle=middle, longest=max(sample.pauses))


def _heard(heard: Sequence[str], sample: Sample, words: Words) -> str:
    if not heard and sample.typed:
        return words.translate("scanning", "nothing: it takes the keys for a hand's")
    if not heard:
        return words.translate("scanning", "nothing")
    count = len(heard)
    if count > 1:
        return words.translate("scanning", "%n codes instead of one", "", count)
    if heard[0] == sample.text:
        return words.translate("scanning", "one code, all of it")
    return words.translate("scanning", "one code: {code}").format(code=visible(heard[0].encode()))


# --- three scans -------------------------------------------------------------------------------------------


def learned(samples: Sequence[Sample], by: TrialSettings, words: Words) -> Learned:
    """What the newest scans of one scanner say about its settings; before there are enough, how many are missing."""
    last = samples[-1] if samples else None
    alike = [sample for sample in samples if last is not None and sample.source == last.source][-ENOUGH:]
    if last is None or len(alike) < ENOUGH:
        text = words.translate("scanning", "Scan three different products with one scanner: {count} of {enough}")
        return Learned((text.format(count=len(alike), enough=ENOUGH),), {})
    proposal = _wedge(alike, by, words) if last.typed else _serial(alike, by, words)
    kept = {path: value for path, value in proposal.changes.items() if value_of(by.settings, path) != value}
    if proposal.changes and not kept:
        return Learned((*proposal.lines, words.translate("scanning", "The settings are so already.")), {})
    return Learned(proposal.lines, kept)


def _wedge(samples: Sequence[Sample], by: TrialSettings, words: Words) -> Learned:
    found = propose_wedge(samples, _is_code(by.masks))
    if isinstance(found, str):
        return Learned((words.translate("scanning", _FLAWS[found]),), {})
    prefix = found.prefix or words.translate("scanning", "none")
    lines = [
        words.translate("scanning", "Before a code: {prefix}").format(prefix=prefix),
        words.translate("scanning", "After a code: {end}").format(end=_end(found.suffix, words)),
        words.translate("scanning", "Longest pause between keys: {ms} ms").format(ms=found.key_ms),
    ]
    if found.tail:
        tail = words.translate("scanning", "It adds “{tail}” to every code: switch that off in the scanner.")
        return Learned((*lines, tail.format(tail=found.tail)), {})
    if not found.prefix:
        lines.append(
            words.translate("scanning", "With a prefix set in the scanner (such as ~) nothing would depend on pauses.")
        )
    changes = {
        "scanner.wedge_prefix": found.prefix,
        "scanner.wedge_suffix": found.suffix,
        "scanner.wedge_key_ms": found.key_ms,
    }
    return Learned(tuple(lines), changes)


def _serial(samples: Sequence[Sample], by: TrialSettings, words: Words) -> Learned:
    found = propose_serial(samples)
    if isinstance(found, str):
        return Learned((words.translate("scanning", _FLAWS[found]),), {})
    lines = [words.translate("scanning", "After a code: {end}").format(end=_end(found.suffix, words))]
    place = by.places.get(samples[-1].source, "")
    changes: dict[str, object] = {f"{place}.suffix": found.suffix} if place else {}
    if found.suffix == "gap":
        lines.append(words.translate("scanning", "Pause that ends a code: {ms} ms").format(ms=found.gap_ms))
        lines.append(words.translate("scanning", "With CR after each code nothing would depend on pauses."))
        if place:
            changes[f"{place}.gap_ms"] = found.gap_ms
    return Learned(tuple(lines), changes)


def _end(end: str, words: Words) -> str:
    text = _ENDS[end]
    return words.translate("scanning", text) if end in ("none", "gap") else text


def _is_code(masks: Masks) -> Callable[[str], bool]:
    def is_code(text: str) -> bool:
        found = recognition.recognise(text, masks=masks)
        if isinstance(found, recognition.Product):
            return found.suspect is None
        return not isinstance(found, recognition.Foreign | recognition.Garbage | recognition.Badge)

    return is_code
