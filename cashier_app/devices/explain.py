"""Printers and scanners in the cashier's words: what is wrong, what to do, what became of a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words
from cashier_app.devices.printing import Cause, JobKind, JobState, PrinterStatus
from cashier_app.devices.serial_scanner import ScannerStatus

if TYPE_CHECKING:
    from cashier_app.devices.finding import Confirms, PaperState, Probe

#: Cause → (what is wrong, the way out).
_CAUSES: Final[dict[Cause, tuple[str, str]]] = {
    "off": (
        QT_TRANSLATE_NOOP("devices", "The printer is off or cannot be reached"),
        QT_TRANSLATE_NOOP("devices", "Switch it on and check its cable; slips wait and come by themselves"),
    ),
    "busy": (
        QT_TRANSLATE_NOOP("devices", "Another program holds the printer"),
        QT_TRANSLATE_NOOP("devices", "Close that program; slips wait and come by themselves"),
    ),
    "forbidden": (
        QT_TRANSLATE_NOOP("devices", "This user may not use the printer's port"),
        QT_TRANSLATE_NOOP(
            "devices", "Add the user to the groups lp and dialout (sudo usermod -aG lp,dialout NAME) and log in anew"
        ),
    ),
    "no_answer": (
        QT_TRANSLATE_NOOP("devices", "The printer does not answer"),
        QT_TRANSLATE_NOOP("devices", "Switch it off and on again and check its cable"),
    ),
    "paper_out": (
        QT_TRANSLATE_NOOP("devices", "The printer is out of paper"),
        QT_TRANSLATE_NOOP("devices", "Put in a new roll: it goes on by itself"),
    ),
    "cover_open": (
        QT_TRANSLATE_NOOP("devices", "The printer's cover is open"),
        QT_TRANSLATE_NOOP("devices", "Close the cover: it goes on by itself"),
    ),
    "error": (
        QT_TRANSLATE_NOOP("devices", "The printer reports an error"),
        QT_TRANSLATE_NOOP("devices", "Look for jammed paper at the knife, then switch it off and on again"),
    ),
    "cut_off": (
        QT_TRANSLATE_NOOP("devices", "The printer was cut off in the middle of a slip"),
        QT_TRANSLATE_NOOP("devices", "Check its power and cable, and look how far the slip came"),
    ),
    "stalled": (
        QT_TRANSLATE_NOOP("devices", "The printer stopped in the middle of a slip"),
        QT_TRANSLATE_NOOP("devices", "Look at its paper and cover, and how far the slip came"),
    ),
    "not_confirmed": (
        QT_TRANSLATE_NOOP("devices", "The printer has not said that it printed the slip"),
        QT_TRANSLATE_NOOP("devices", "Look whether the slip came out"),
    ),
    "hung": (
        QT_TRANSLATE_NOOP("devices", "The printer's port hangs"),
        QT_TRANSLATE_NOOP("devices", "Pull its cable out and plug it in again"),
    ),
    "stopped": (
        QT_TRANSLATE_NOOP("devices", "The till was closed while it printed"),
        QT_TRANSLATE_NOOP("devices", "Look whether the slip came out"),
    ),
    "unprintable": (
        QT_TRANSLATE_NOOP("devices", "This slip cannot be printed: a mistake of the program"),
        QT_TRANSLATE_NOOP("devices", "Call the person who looks after the till; the sale itself is safe"),
    ),
    "late": (
        QT_TRANSLATE_NOOP("devices", "The drawer could not be opened in time"),
        QT_TRANSLATE_NOOP("devices", "Open it with its key"),
    ),
}

_STATES: Final[dict[JobState, str]] = {
    "queued": QT_TRANSLATE_NOOP("devices", "waits to be printed"),
    "sending": QT_TRANSLATE_NOOP("devices", "is being printed"),
    "confirmed": QT_TRANSLATE_NOOP("devices", "printed"),
    "sent_unconfirmed": QT_TRANSLATE_NOOP("devices", "sent; this printer does not confirm"),
    "failed_before_first_byte": QT_TRANSLATE_NOOP("devices", "waits for the printer"),
    "unknown": QT_TRANSLATE_NOOP("devices", "perhaps printed, perhaps not: look at the slip"),
    "dismissed": QT_TRANSLATE_NOOP("devices", "not printed, taken off the queue"),
}
_DRAWER_STATES: Final[dict[JobState, str]] = {
    "queued": QT_TRANSLATE_NOOP("devices", "waits to be opened"),
    "sending": QT_TRANSLATE_NOOP("devices", "is being opened"),
    "confirmed": QT_TRANSLATE_NOOP("devices", "opened"),
    "sent_unconfirmed": QT_TRANSLATE_NOOP("devices", "opened"),
    "failed_before_first_byte": QT_TRANSLATE_NOOP("devices", "waits for the printer"),
    "unknown": QT_TRANSLATE_NOOP("devices", "perhaps opened, perhaps not"),
    "dismissed": QT_TRANSLATE_NOOP("devices", "not opened"),
}

_PAPER: Final[dict[PaperState, str]] = {
    "": "",
    "there": QT_TRANSLATE_NOOP("devices", "is there"),
    "little": QT_TRANSLATE_NOOP("devices", "little is left"),
    "out": QT_TRANSLATE_NOOP("devices", "has run out"),
}
_CONFIRMS: Final[dict[Confirms, str]] = {"process_id": "GS ( H", "status": "GS r 1"}


def cause_words(cause: Cause, words: Words) -> tuple[str, str]:
    """What is wrong with the printer and what to do; two empty texts when nothing is."""
    if cause not in _CAUSES:
        return "", ""
    what, way_out = _CAUSES[cause]
    return words.translate("devices", what), words.translate("devices", way_out)


def printer_words(status: PrinterStatus, words: Words) -> tuple[str, str]:
    """The printer's state for its lamp, and what to do about it (empty when there is nothing to do)."""
    if status.cause:
        return cause_words(status.cause, words)
    if status.near_end and status.state != "unknown":
        return (
            words.translate("devices", "The paper is running low"),
            words.translate("devices", "Keep a new roll at hand"),
        )
    if status.state == "ready":
        return words.translate("devices", "The printer is ready"), ""
    if status.state == "sending":
        return words.translate("devices", "The printer prints"), ""
    return words.translate("devices", "The printer has not been heard yet"), ""


def job_words(kind: JobKind, state: JobState, cause: Cause, words: Words) -> str:
    """What became of a slip, or of the drawer, in one line with its cause."""
    text = words.translate("devices", (_DRAWER_STATES if kind == "drawer" else _STATES)[state])
    why = cause_words(cause, words)[0]
    return f"{text}. {why}" if why else text


def probe_facts(probe: Probe, words: Words) -> tuple[tuple[str, str], ...]:
    """What a printer said of itself, as names and values for a list; what it did not say is left out."""
    yes, no = words.translate("devices", "yes"), words.translate("devices", "no")
    named = " ".join(filter(None, (probe.maker, probe.model)))
    facts = [
        (words.translate("devices", "Answers"), yes if probe.answers else no),
        (words.translate("devices", "Says that it is"), named),
        (words.translate("devices", "Firmware"), probe.firmware),
        (words.translate("devices", "Serial number"), probe.serial),
        (words.translate("devices", "Paper"), words.translate("devices", _PAPER[probe.paper]) if probe.paper else ""),
    ]
    if probe.cover_open is not None:
        cover = QT_TRANSLATE_NOOP("devices", "open") if probe.cover_open else QT_TRANSLATE_NOOP("devices", "closed")
        facts.append((words.translate("devices", "Cover"), words.translate("devices", cover)))
    if probe.answers and not probe.cause:
        confirms = ", ".join(_CONFIRMS[each] for each in probe.confirms) or no
        facts.append((words.translate("devices", "Confirms slips by"), confirms))
    return tuple((name, value) for name, value in facts if value)


def waiting_words(kind: JobKind, state: JobState, status: PrinterStatus, words: Words) -> str:
    """A slip that has not come out yet: how it stands, what holds it up, what to do."""
    what, way_out = printer_words(status, words)
    return ". ".join(filter(None, (job_words(kind, state, "", words), what, way_out)))


def scanner_words(status: ScannerStatus, words: Words) -> tuple[str, str]:
    """The scanner's state for its lamp, and what to do about it."""
    if status.cause == "busy":
        return (
            words.translate("devices", "Another program holds the scanner"),
            words.translate("devices", "Close that program; the scanner is taken up by itself"),
        )
    if status.cause == "forbidden":
        return (
            words.translate("devices", "This user may not use the scanner's port"),
            words.translate(
                "devices", "Add the user to the group dialout (sudo usermod -aG dialout NAME) and log in anew"
            ),
        )
    if status.state == "down":
        return (
            words.translate("devices", "The scanner is unplugged"),
            words.translate("devices", "Plug it in: it is taken up by itself. Codes can be typed meanwhile"),
        )
    if status.state == "ready":
        return words.translate("devices", "The scanner is ready"), ""
    return words.translate("devices", "The scanner has not been found yet"), ""
