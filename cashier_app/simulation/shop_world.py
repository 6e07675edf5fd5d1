"""A chain with store nodes, in which machines fail: lines, power, clocks, disks, whole tills."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from cashier_app.simulation import faults, trade
from cashier_app.simulation.beginnings import Beginnings, Shop
from cashier_app.simulation.chance import Chance
from cashier_app.simulation.world import Acts, World


class ShopWorld(World):
    """A store with a node and two tills, and one or two without; some kinds of faults, drawn for each seed."""

    shapes: ClassVar[tuple[tuple[Shop, ...], ...]] = (
        (Shop("a", tills=2, node=True), Shop("b")),
        (Shop("a", tills=2, node=True), Shop("b", tills=2)),
        (Shop("a", tills=1, node=True), Shop("b", tills=1), Shop("c", tills=1, node=True)),
    )
    #: A kind of faults is in a seed in so many cases of one.
    share: ClassVar[float] = 0.45
    #: These are in every seed.
    always: ClassVar[tuple[str, ...]] = ()

    def __init__(self, chance: Chance, seed: int, folder: Path, beginnings: Beginnings) -> None:
        super().__init__(chance, seed, folder, beginnings)
        self.kinds = [kind for kind in faults.KINDS if chance.happens(self.share) or kind in self.always]
        self.say(f"faults: {', '.join(self.kinds) or 'none'}; {self.loss} lost")

    def acts(self) -> Acts:
        """Everything of a day, and the faults of this seed."""
        acts = [(weight, act) for weight, act in trade.ACTS if act is not trade.newcomer]
        wrong = [each for kind in self.kinds for each in faults.KINDS[kind]]
        return [*acts, (1, trade.register_here), (5, faults.node_turn), *wrong]
