"""The manager's reports: a wide table, bars, columns over the hours, lines over days, own days being typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cashier_app.core.clock import DAY, HOUR
from cashier_app.ui.manager_reports import ManagerReportsScreen
from tests.clock import ManualClock
from tests.gui import shop
from tests.gui.waiting import settle

if TYPE_CHECKING:
    from cashier_app.ui.shell import Shell


def sell_some(shell: Shell) -> None:
    """Sales of two days and several hours, with cards and points."""
    till = shell.desk.open_till
    shop.log_in(till)
    clock = till.clock._base
    assert isinstance(clock, ManualClock)
    for number in range(9):
        codes = shop.GOODS[: 1 + number % 5]
        for code in (*codes, *((shop.ANNA,) if number % 2 else ())):
            till.selling.scan(shop.scanned(code))
        till.paying.start()
        till.paying.pay_cash("50000").result(10)
        clock.advance(HOUR if number != 4 else DAY)


def _reports(shell: Shell, name: str, time: str = "month") -> ManagerReportsScreen:
    sell_some(shell)
    shell.go("manager_reports")
    screen = shell.current
    assert isinstance(screen, ManagerReportsScreen)
    screen.list.set_current(name)
    screen.times[time].press()
    settle(shell)
    return screen


def report_table(shell: Shell) -> None:
    """Products of a month: more columns than a small screen holds."""
    _reports(shell, "products")


def report_bars(shell: Shell) -> None:
    """Categories as bars."""
    _reports(shell, "categories").form.press()


def report_hours(shell: Shell) -> None:
    """Hours as columns, one of them touched."""
    screen = _reports(shell, "hours")
    screen.form.press()
    screen.chart.touched.emit("14:00: 1 234,00")


def report_days(shell: Shell) -> None:
    """Own days are being typed."""
    screen = _reports(shell, "loyalty")
    screen.times["own"].press()
    screen.pad.field.set_text("0111")


STATES_OF_REPORTS: Final[dict[str, Callable[[Shell], None]]] = {
    state.__name__: state for state in (report_table, report_bars, report_hours, report_days)
}
