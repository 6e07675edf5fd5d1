"""A search among 300,000 goods while somebody types: what each key brings, from the asking to the goods in hand."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

from cashier_app.clock import SystemClock
from cashier_app.till.opening import Till, open_till
from cashier_app.words import load_words
from tests.benchmarks import dataset
from tests.benchmarks.result import Result

#: A key's answer is on the screen before the next key.
LIMIT_MS: Final = 30.0
#: Usual words, rare ones, words of the middle, several in any order, the other layout, slips, figures, nothing at all.
TYPED: Final = (
    "молоко",
    "сыр белый",
    "белый берег кофе",
    "зёрнах",
    "олок",
    "ок",
    "шоколад утро 712",
    "vjkjrj kj;jr",
    "ьшдл",
    "малако",
    "пичинье",
    "щщщщщ",
    "ыыы абв",
    "г м н",
    "сок яблочный № 4711",
    "123456",
    "4600",
    "46000001234",
    "99",
    "7",
    "%",
    "№",
)
ROUNDS: Final = 3


def keys() -> list[str]:
    """What stands in the field after each key."""
    return [text[:end] for text in TYPED for end in range(1, len(text) + 1) if text[:end].strip()]


def run() -> list[Result]:
    """Every key's search, one after another; and what superseding ones leave to wait for."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "till"
        shutil.copytree(dataset.folder(), folder)
        till = open_till(dataset.SETTINGS, folder, SystemClock(), load_words("ru"))
        try:
            return measure(till)
        finally:
            till.close()


def measure(till: Till) -> list[Result]:
    """The searches of one till."""
    began = time.perf_counter()
    till.goods_page.search("молоко").result(60)
    first = time.perf_counter() - began
    times = sorted(taken(till, text) for _ in range(ROUNDS) for text in keys())
    began = time.perf_counter()
    for text in keys():
        last = till.goods_page.search(text)
    last.result(60)
    flood = time.perf_counter() - began
    return [
        Result(name="search, 99th percentile of keys", measured=quantile(times, 0.99), limit=LIMIT_MS, unit="ms"),
        Result(name="search, median of keys", measured=quantile(times, 0.5), limit=LIMIT_MS, unit="ms"),
        Result(name="search, the slowest key", measured=times[-1], limit=0, unit="ms", informative=True),
        Result(name="search, the first after a start", measured=first * 1e3, limit=0, unit="ms", informative=True),
        Result(
            name=f"search, {len(keys())} keys at once: the last one's answer",
            measured=flood * 1e3,
            limit=10 * LIMIT_MS,
            unit="ms",
        ),
    ]


def taken(till: Till, text: str) -> float:
    """Milliseconds from the asking to the goods."""
    began = time.perf_counter_ns()
    till.goods_page.search(text).result(60)
    return (time.perf_counter_ns() - began) / 1e6


def quantile(times: list[float], share: float) -> float:
    """A quantile of sorted times."""
    return times[min(len(times) - 1, int(len(times) * share))]
