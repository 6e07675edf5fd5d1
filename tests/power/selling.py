"""The program that loses its power: a real till over real files that sells, copies itself, migrates, is put back.

Run with the recorder preloaded; what the cashier has seen is told by lines in a file that is no part of the disk.
"""

from __future__ import annotations

import os
import random
import sys
import threading
from pathlib import Path
from typing import Any

from cashier_app.core.clock import MINUTE
from cashier_app.storage import engine as engines
from cashier_app.till.opening import Till
from cashier_app.till.restoring import look, restore
from tests.clock import START, ManualClock
from tests.integration.till import seller
from tests.integration.till.shop import open_shop
from tests.power.disk import MARKS

#: The old databases end on the second day.
LATER = START + 3 * 24 * 60 * MINUTE


class Day:
    """One run of the program over a folder."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.clock = ManualClock(LATER)
        self.chance = random.Random(seed)
        self._told = os.open(folder / MARKS, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        seller.say = self.tell

    def tell(self, line: str) -> None:
        """From now on it must be so."""
        os.write(self._told, (line + "\n").encode())

    def open(self) -> Till:
        """Start the till; a person is there."""
        till = open_shop(self.folder, self.clock)
        self.tell(f"open {till.identity.epoch}")
        till.people._enter(next(user for user in till.people.everybody() if user.role == "administrator"))
        return till

    def sell(self, till: Till, acts: int) -> None:
        """Some acts of a cashier, a copy of the database being made meanwhile."""
        hands = seller.Seller(till, self.chance)
        if not till.selling.view().empty:
            till.paying.start()
            hands.confirm(till.paying.pay_cash("100000").result(30))
        copying = threading.Thread(target=till.backing_up.make_quietly)
        for number in range(acts):
            if number == acts // 3:
                copying.start()
            hands.act()
            self.clock.advance(MINUTE)
        copying.join()


def trade(day: Day) -> None:
    """Sales, copies, and the program off and on again."""
    for _ in range(2):
        till = day.open()
        day.sell(till, 9)
        till.close()


def put_back(day: Day) -> None:
    """Sales, then a copy in the place of the database, then sales."""
    till = day.open()
    day.sell(till, 3)
    copy = till.back_up()
    day.tell("copied")
    day.sell(till, 4)
    till.close()
    day.tell("restoring")
    restore(day.folder / "till.db", look(copy), False, day.clock.now(), "UTC")
    day.tell("restored")
    for _ in range(2):
        till = day.open()
        day.sell(till, 3)
        till.close()


STORIES = {"trade": trade, "put_back": put_back}


def weaken(pragma: str) -> None:
    """Make every writing connection less careful than the program is."""
    usual = engines.prepare

    def prepare(connection: Any, read_only: bool) -> None:
        usual(connection, read_only)
        if not read_only:
            connection.execute(f"PRAGMA {pragma}").fetchall()

    engines.prepare = prepare


if __name__ == "__main__":
    if len(sys.argv) > 4:
        weaken(sys.argv[4])
    STORIES[sys.argv[2]](Day(Path(sys.argv[1]), int(sys.argv[3])))
