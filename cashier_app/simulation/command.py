"""`cashier-app simulate`: chains of shops under seeds, faults and all; a seed that breaks a promise tells its story."""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

import msgspec

from cashier_app.console.showing import aligned
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words
from cashier_app.simulation import policies
from cashier_app.simulation.beginnings import Beginnings, quick_folder
from cashier_app.simulation.gift_world import GiftWorld
from cashier_app.simulation.limits_world import LimitsWorld
from cashier_app.simulation.playing import play
from cashier_app.simulation.shop_world import ShopWorld
from cashier_app.simulation.world import Broken, World

#: Kinds of worlds by the name under which they are asked for.
WORLDS: Final[dict[str, type[World]]] = {
    "shops": ShopWorld,
    "tills": World,
    "limits": LimitsWorld,
    "gift_cards": GiftWorld,
}
#: A line about how far it has come after so many seeds.
NEWS: Final = 25


class Result(msgspec.Struct, frozen=True):
    """What came of a seed; `broken` is empty if everything held."""

    seed: int
    story: list[str]
    broken: list[str]
    counts: dict[str, int]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which seeds of which world."""
    parser.add_argument(
        "--seeds", type=int, default=100, metavar="N", help=QT_TRANSLATE_NOOP("cli", "how many seeds; 100 by default")
    )
    parser.add_argument(
        "--first", type=int, default=0, metavar="S", help=QT_TRANSLATE_NOOP("cli", "the first seed; 0 by default")
    )
    parser.add_argument(
        "--world",
        choices=WORLDS,
        default="shops",
        help=QT_TRANSLATE_NOOP(
            "cli",
            "shops: store nodes and every fault; tills: one server; limits: what is limited in number; "
            "gift_cards: money on cards, and every fault",
        ),
    )
    parser.add_argument(
        "--processes",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help=QT_TRANSLATE_NOOP("cli", "how many seeds are played at once; by default one a core"),
    )
    parser.add_argument(
        "--policies",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "instead: what each policy of offline redemption grants and overspends"),
    )
    parser.add_argument(
        "--days", type=float, default=6, metavar="N", help=QT_TRANSLATE_NOOP("cli", "with --policies: days of trade")
    )
    parser.add_argument(
        "--minutes",
        type=float,
        default=math.inf,
        metavar="N",
        help=QT_TRANSLATE_NOOP("cli", "with --policies: no longer than this a policy; what it came to by then is told"),
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help=QT_TRANSLATE_NOOP("cli", "with --policies: the seed")
    )
    parser.add_argument(
        "--story",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "tell what happened in each seed, a line an event"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Play the seeds; 1 at the first that breaks a promise."""
    words: Words = arguments.words
    if arguments.policies:
        return _policies(arguments.days, arguments.seed, 60 * arguments.minutes, words)
    counts: Counter[str] = Counter()
    seeds = range(arguments.first, arguments.first + arguments.seeds)
    for number, result in enumerate(_results(arguments.world, seeds, arguments.processes), 1):
        counts.update(result.counts)
        if arguments.story or result.broken:
            _say(words.translate("simulation", "Seed {seed}:"), seed=result.seed)
            _say("\n".join(f"  {line}" for line in result.story))
        if result.broken:
            _say(words.translate("simulation", "Broken:"))
            _say("\n".join(f"  {line}" for line in result.broken))
            return 1
        if number % NEWS == 0 and number < len(seeds):
            told = words.translate("simulation", "{number} of {all} seeds have kept every promise")
            sys.stderr.write(told.format(number=number, all=len(seeds)) + "\n")
    _say(
        words.translate("simulation", "Every promise was kept in {seeds} seeds, in which there were:"), seeds=len(seeds)
    )
    for what, count in sorted(counts.items()):
        _say(f"{count:9} {what}")
    return 0


def _policies(days: float, seed: int, seconds: float, words: Words) -> int:
    """Play the same days under each policy of offline redemption; the table of them, and what it rests on."""
    rows = [policies.head(words)]
    with quick_folder() as folder:
        for policy in policies.POLICIES:
            beginnings = Beginnings(Path(folder) / policy.name)
            beginnings.folder.mkdir()
            outcome = policies.simulate(policy, policies.Trade(days=days), seed, beginnings, seconds)
            rows.append(policies.row(outcome, words))
            sys.stderr.write(f"{policies.policy_name(policy.name, words)}: {policies.say(outcome, words)}\n")
    _say("\n".join(aligned(rows)))
    return 0


def _say(text: str, **values: object) -> None:
    sys.stdout.write((text.format(**values) if values else text) + "\n")


def _results(world: str, seeds: range, processes: int) -> Iterator[Result]:
    """What came of each seed, in order."""
    with quick_folder() as folder:
        if processes <= 1 or len(seeds) == 1:
            _begin(folder)
            yield from map(_played, [world] * len(seeds), seeds)
            return
        with ProcessPoolExecutor(processes, initializer=_begin, initargs=(folder,)) as pool:
            try:
                yield from pool.map(_played, [world] * len(seeds), seeds)
            finally:
                pool.shutdown(cancel_futures=True)


#: Of this process.
_beginnings: list[Beginnings] = []


def _begin(folder: str) -> None:
    place = Path(folder) / str(os.getpid())
    place.mkdir()
    _beginnings[:] = [Beginnings(place)]


def _played(world: str, seed: int) -> Result:
    try:
        played = play(seed, _beginnings[0], WORLDS[world])
    except Broken as broken:
        return Result(seed, broken.story, broken.broken, {})
    return Result(seed, played.story, [], dict(played.counts))
