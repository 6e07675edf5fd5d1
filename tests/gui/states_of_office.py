"""States of notices and settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cashier_app.config import Places
from cashier_app.core.clock import HOUR
from cashier_app.devices.printing import PrinterStatus
from cashier_app.devices.scales import ScaleStatus
from cashier_app.till.attention_facts import mark_seen
from cashier_app.ui.attention import Attention
from cashier_app.ui.journal import JournalScreen
from cashier_app.ui.notices import NoticesScreen
from cashier_app.ui.settings import SettingsScreen
from tests.clock import START
from tests.gui import shop
from tests.gui.waiting import settle

if TYPE_CHECKING:
    from cashier_app.ui.shell import Shell


def notices(shell: Shell) -> None:
    """Several things to see to, one of them put off."""
    till = shell.desk.open_till
    shop.log_in(till)
    till.clock.not_before(START + 21 * HOUR)
    shell.desk.surroundings.set_scale(ScaleStatus("down"))
    shell.desk.surroundings.set_printer(PrinterStatus("down", "paper_out"), "receipts")
    attention = shell.desk.attention = Attention(shell)
    attention.look()
    settle(shell)
    scale = next(concern for concern in attention.found if concern.key == "scale")
    mark_seen(till, scale).result(10)
    shell.go("notices")
    attention.look()
    settle(shell)
    attention.stop()
    screen = shell.current
    assert isinstance(screen, NoticesScreen)
    screen.refreshed()


def notices_none(shell: Shell) -> None:
    """All is well."""
    shop.log_in(shell.desk.open_till)
    shell.go("notices")


def _settings(shell: Shell, section: str) -> SettingsScreen:
    till = shell.desk.open_till
    shop.log_in(till, "Лебедев Игорь")
    shell.desk.places = Places.of(till.database.path.parent)
    shell.go("settings", section=section)
    screen = shell.current
    assert isinstance(screen, SettingsScreen)
    return screen


def settings_section(shell: Shell) -> None:
    """The keys of a section, some of them changed."""
    screen = _settings(shell, "selling")
    screen.fields.set_current("selling.idle_lock_s")


def settings_number(shell: Shell) -> None:
    """A number that is not allowed is being typed."""
    screen = _settings(shell, "selling")
    screen.fields.set_current("selling.hand_discount_percent")
    screen.act.press()
    settle(shell)
    screen.editor.digits.field.set_text("150")


def settings_choice(shell: Shell) -> None:
    """One of a few values, from the next start."""
    screen = _settings(shell, "display")
    screen.fields.set_current("display.dialect")
    screen.act.press()


def settings_text(shell: Shell) -> None:
    """An address is typed sign by sign."""
    screen = _settings(shell, "server")
    screen.fields.set_current("server.node_url")
    screen.act.press()
    settle(shell)
    screen.editor.letters.field.set_text("http://192.168.1.10:8080")


def settings_list(shell: Shell) -> None:
    """Items of a list within a section."""
    screen = _settings(shell, "selling")
    screen.fields.set_current("selling.card_masks")
    screen.act.press()
    screen.fields.set_current("selling.card_masks[0]")


def help_selling(shell: Shell) -> None:
    """What the selling screen is for, over a receipt."""
    shop.log_in(shell.desk.open_till)
    shell.go("selling")
    shell.scan(shop.scanned(shop.MILK))
    shell.toggle_help()


def rights(shell: Shell) -> None:
    """Rights of roles, one of them changed."""
    till = shell.desk.open_till
    shop.log_in(till, "Лебедев Игорь")
    till.people.change_right("cashier", "return", given=True).result(10)
    shell.go("rights")
    shell.current._move(5)  # type: ignore[union-attr]


def journal_chosen(shell: Shell) -> None:
    """The journal of one person and one time."""
    till = shell.desk.open_till
    shop.log_in(till)
    till.shifts.open_drawer().result(10)
    shell.go("journal")
    screen = shell.current
    assert isinstance(screen, JournalScreen)
    for button, choice in ((screen.person, 3), (screen.period, 3)):
        button.press()
        screen.choices.set_current(screen.choices.entries[choice].key)
        screen.check.press()
    settle(shell)


def journal_choosing(shell: Shell) -> None:
    """Which acts?"""
    shop.log_in(shell.desk.open_till)
    shell.go("journal")
    screen = shell.current
    assert isinstance(screen, JournalScreen)
    screen.act.press()


STATES_OF_OFFICE: Final[dict[str, Callable[[Shell], None]]] = {
    state.__name__: state
    for state in (
        notices,
        notices_none,
        settings_section,
        settings_number,
        settings_choice,
        settings_text,
        settings_list,
        help_selling,
        rights,
        journal_chosen,
        journal_choosing,
    )
}
