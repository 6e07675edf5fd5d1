"""From a scanner's bytes to what the till takes the code for: within a frame of nothing at all."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from cashier_app.catalog.recognition import recognise
from cashier_app.devices.framing import Framer
from cashier_app.devices.scan import Scan, scan_of
from tests.benchmarks.result import Result
from tests.unit.devices.test_scan_fuzz import CODES, MASKS

SCAN_MS: Final = 1.0
RECOGNITION_MS: Final = 0.1
RUNS: Final = 2000
#: GS1 of other kinds than marking is read by a library that is loaded for its first code.
RARE: Final = b"]C"


def run() -> list[Result]:
    """The slowest of the usual codes, by the median of each; and the same for codes that the library reads."""
    usual = [code for code in CODES if not code.startswith(RARE)]
    framing = max(median_ms(partial(framed, code)) for code in usual)
    recognition = max(median_ms(partial(told, framed(code))) for code in usual)
    assert "biip" not in sys.modules, "the usual codes have loaded the library of GS1"
    batches = (f"]C10104610080410215310300012310A{n:06d}" for n in range(RUNS + 1))
    rare = median_ms(lambda: told(framed(next(batches).encode())))
    return [
        Result(name="a scanner's bytes to a scan, median", measured=framing, limit=SCAN_MS, unit="ms"),
        Result(name="recognition, usual codes, median", measured=recognition, limit=RECOGNITION_MS, unit="ms"),
        Result(
            name="GS1-128, never seen before, median", measured=rare, limit=0, unit="ms", note="biip", informative=True
        ),
    ]


def framed(code: bytes) -> Scan:
    """The only scan of a code and its line end."""
    (frame,) = Framer().feed(code + b"\r\n", 0)
    return scan_of(frame, "serial:bench", 0)


def told(scan: Scan) -> object:
    """What the till takes it for."""
    return recognise(scan.text, scan.raw, scan.symbology, MASKS)


def median_ms(deed: Callable[[], object]) -> float:
    """Median time of one call."""
    deed()
    times = []
    for _ in range(RUNS):
        began = time.perf_counter_ns()
        deed()
        times.append(time.perf_counter_ns() - began)
    return sorted(times)[RUNS // 2] / 1e6
