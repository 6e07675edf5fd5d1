"""Scales, customer displays, payment terminals and drawers in the cashier's words: what is wrong, what to do."""

from __future__ import annotations

from typing import Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words
from cashier_app.devices.customer_display import DisplayStatus
from cashier_app.devices.drawer import DrawerStatus
from cashier_app.devices.scales import ScaleStatus, Weight, WeightTrouble
from cashier_app.devices.terminal_worker import TerminalStatus

#: Trouble → (what is wrong, the way out).
_WEIGHTS: Final[dict[WeightTrouble, tuple[str, str]]] = {
    "overload": (
        QT_TRANSLATE_NOOP("devices", "Too heavy for the scale"),
        QT_TRANSLATE_NOOP("devices", "Take a part off and weigh the goods in parts"),
    ),
    "under_zero": (
        QT_TRANSLATE_NOOP("devices", "The scale shows less than zero"),
        QT_TRANSLATE_NOOP("devices", "Empty the platform and press >0< on the scale"),
    ),
    "not_weighing": (
        QT_TRANSLATE_NOOP("devices", "The scale is not weighing"),
        QT_TRANSLATE_NOOP("devices", "Leave its menu, or the counting of pieces"),
    ),
    "loaded_at_start": (
        QT_TRANSLATE_NOOP("devices", "Something lay on the scale when it was switched on"),
        QT_TRANSLATE_NOOP("devices", "Empty the platform, switch the scale off and on again"),
    ),
    "faulty": (
        QT_TRANSLATE_NOOP("devices", "The scale reports that it is broken"),
        QT_TRANSLATE_NOOP("devices", "Switch it off and on; type the weight by hand meanwhile"),
    ),
}


def scale_words(status: ScaleStatus, words: Words) -> tuple[str, str]:
    """The scale's state, and what to do about it (empty when there is nothing to do)."""
    if status.cause == "busy":
        return (
            words.translate("devices", "Another program holds the scale"),
            words.translate("devices", "Close that program; the scale is taken up by itself"),
        )
    if status.cause == "no_answer":
        return (
            words.translate("devices", "The scale does not answer"),
            words.translate(
                "devices", "Switch it on; if it is on, set its protocol to “100” and check speed and parity"
            ),
        )
    if status.state == "down":
        return (
            words.translate("devices", "The scale is unplugged"),
            words.translate("devices", "Plug it in: it is taken up by itself. The weight can be typed meanwhile"),
        )
    if status.state == "ready":
        return words.translate("devices", "The scale is ready"), ""
    return words.translate("devices", "The scale has not been found yet"), ""


def weight_words(weight: Weight | None, status: ScaleStatus, words: Words) -> tuple[str, str]:
    """Why the weight cannot be taken yet, and what to do; two empty texts when it can."""
    if weight is None:
        return scale_words(status, words) if status.state == "down" else (words.translate("devices", "Weighing…"), "")
    if weight.trouble:
        what, way_out = _WEIGHTS[weight.trouble]
        return words.translate("devices", what), words.translate("devices", way_out)
    if not weight.net:
        return words.translate("devices", "The scale is empty"), words.translate("devices", "Put the goods on it")
    if not weight.stable:
        return words.translate("devices", "Weighing…"), ""
    return "", ""


def display_words(status: DisplayStatus, words: Words) -> tuple[str, str]:
    """The two-line display's state, and what to do about it (empty when there is nothing to do)."""
    if status.cause == "busy":
        return (
            words.translate("devices", "Another program holds the buyer's display"),
            words.translate("devices", "Close that program; the display is taken up by itself"),
        )
    if status.cause == "no_answer":
        return (
            words.translate("devices", "The buyer's display takes nothing"),
            words.translate("devices", "Switch it off and on again and check its cable"),
        )
    if status.state == "down":
        return (
            words.translate("devices", "The buyer's display is unplugged"),
            words.translate("devices", "Plug it in: it is taken up by itself. Selling goes on"),
        )
    if status.state == "ready":
        return words.translate("devices", "The buyer's display is at work"), ""
    return words.translate("devices", "The buyer's display has not been found yet"), ""


def terminal_words(status: TerminalStatus, words: Words) -> tuple[str, str]:
    """The wired terminal's state, and what to do about it (empty when there is nothing to do)."""
    if status.cause == "off":
        return (
            words.translate("devices", "The payment terminal is off or cannot be reached"),
            words.translate("devices", "Switch it on and check its cable and address; take cash meanwhile"),
        )
    if status.state == "down":
        return (
            words.translate("devices", "The payment terminal does not answer"),
            words.translate("devices", "It is asked on what became of the payment; do not let the buyer pay twice"),
        )
    if status.state == "ready":
        return words.translate("devices", "The payment terminal answers"), ""
    return words.translate("devices", "The payment terminal has not been asked yet"), ""


def drawer_words(status: DrawerStatus, words: Words) -> tuple[str, str]:
    """Whether the drawer is open, and what to do about it (empty when there is nothing to do)."""
    if status.open is None:
        return words.translate("devices", "The printer has not told of the drawer yet"), ""
    if status.open:
        return (
            words.translate("devices", "The drawer is open"),
            words.translate("devices", "Shut it; where it is shut, set drawer_sensor the other way round"),
        )
    return words.translate("devices", "The drawer is shut"), ""
