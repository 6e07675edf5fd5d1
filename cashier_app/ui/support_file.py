"""The file for support, as screens offer it: allowed, journalled, written behind the screen, named to the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cashier_app.till import support
from cashier_app.ui import messages
from cashier_app.ui.language import translate, words

if TYPE_CHECKING:
    from pathlib import Path

    from cashier_app.ui.screen import Screen


def write(screen: Screen) -> None:
    """Write the file; where it lies is told once it is there."""
    desk = screen.desk
    places, settings, till, spoken = desk.places, desk.settings, desk.open_till, words()
    if places is None:
        return

    def allowed(_: object) -> None:
        messages.info(translate("setup", "The file for support is being written: it takes some seconds"))
        desk.background.run(lambda: support.write(places, settings, till.clock, spoken), _written, owner=screen)

    screen.attempt(lambda permission: support.allow(till, permission), allowed)


def _written(file: Path) -> None:
    messages.info(
        translate("setup", "For support: {file}").format(file=file),
        translate("setup", "It holds no buyers, receipts and secrets; send it by mail"),
    )
