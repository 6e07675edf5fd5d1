"""The same faults on a real pseudo-terminal and over TCP, with the worker's threads and real time."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from cashier_app.devices.printer_worker import PrinterWorker, Timing
from cashier_app.devices.printing import WAITING
from cashier_app.devices.simulators.in_process import LineKind
from cashier_app.devices.simulators.paper import Model
from cashier_app.devices.simulators.printer import PrinterSimulator
from cashier_app.devices.transports import Transport
from cashier_app.devices.transports.serial_port import SerialTransport
from cashier_app.devices.transports.tcp import TcpTransport
from tests.clock import ManualClock
from tests.integration.devices.fault_grid import (
    FAULTS,
    FOLLOWER,
    RECEIPT,
    REQUEST_BYTES,
    Outcome,
    Queue,
    Scene,
    decide,
    job_bytes,
    judge,
    table,
)

#: A soak takes every fortieth byte; the suite one in the middle, one within the code, and the last of the request.
ALL_OF_THEM: Final = bool(os.environ.get("SOAK_PRINTERS"))
LENGTH: Final = len(job_bytes(RECEIPT)) + REQUEST_BYTES
POSITIONS: Final = range(1, LENGTH + 1, 40) if ALL_OF_THEM else (LENGTH // 2, LENGTH - 50, LENGTH)
TIMING: Final = Timing(
    status_ms=600, write_ms=1500, confirmation_ms=900, patience_ms=1500, backoff_ms=50, backoff_limit_ms=300
)
#: Scenes at a time: they mostly wait.
AT_ONCE: Final = 8
#: The longest that the screen's thread may be held by anything it asks of the worker, in seconds.
SCREEN_S: Final = 0.5


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("line", ["tcp", "serial"])
def test_faults_on_a_real_line(line: LineKind, tmp_path: Path, expect_log: Callable[[str], None]) -> None:
    expect_log("printer")
    scenes = [
        Scene(fault, position, line, "process_id" if number % 2 else "status", prompt=number % 3 > 0)
        for number, (position, fault) in enumerate((position, fault) for position in POSITIONS for fault in FAULTS)
    ]
    found: Counter[tuple[str, str, str, bool]] = Counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = pool.map(
            lambda numbered: play_really(numbered[1], tmp_path / f"tty{numbered[0]}"), enumerate(scenes)
        )
        for scene, outcome in zip(scenes, outcomes, strict=True):
            assert not outcome.faults, f"{scene}: {outcome}"
            found[scene.fault, outcome.state, outcome.cause, outcome.printed] += 1
    print(f"\n{line}\n{table(found)}")


def play_really(scene: Scene, link: Path) -> Outcome:
    """One scene with real lines, threads and seconds."""
    model = Model(process_id=scene.confirms_by == "process_id", lines_per_second=400)
    printer = PrinterSimulator.over_tcp(0, model) if scene.line == "tcp" else PrinterSimulator.over_pty(link, model)
    queue = Queue(RECEIPT, FOLLOWER)

    def transport() -> Transport:
        return TcpTransport(printer.address) if scene.line == "tcp" else SerialTransport(printer.address)

    worker = PrinterWorker(
        transport, queue, lambda job: job_bytes(job.job_id), ManualClock(), queue, timing=TIMING, name="printer"
    )
    printer.fault_at(scene.position, scene.fault)
    worker.start()
    try:
        return _see_to_it(scene, printer, queue, worker)
    finally:
        worker.stop()
        printer.stop()


def _see_to_it(scene: Scene, printer: PrinterSimulator, queue: Queue, worker: PrinterWorker) -> Outcome:
    """What the people at the till do until all is over."""
    seen: Outcome | None = None
    mended = False
    tick, end, struck_at = threading.Event(), time.monotonic() + 40, 0.0
    while time.monotonic() < end:
        tick.wait(0.02)
        began = time.monotonic()
        worker.wake()
        status = worker.status
        held = time.monotonic() - began
        assert held < SCREEN_S, f"the screen waited {held:.2f} s, {status}"
        if printer.struck and not struck_at:
            struck_at = time.monotonic()
        if struck_at and not mended and time.monotonic() > struck_at + (0.3 if scene.prompt else 2.5):
            _mend(printer, scene)
            mended = True
        with queue.lock:
            states = dict(queue.states)
        if seen is None and states[RECEIPT][0] not in (*WAITING, "sending"):
            seen = Outcome(*states[RECEIPT], printed=False)
        if states[RECEIPT][0] == "unknown" and mended:
            decide(printer.paper, queue)
        elif mended and all(state not in (*WAITING, "sending", "unknown") for state, _ in states.values()):
            break
    assert seen is not None, f"{scene}: {queue.states}"
    assert mended, f"{scene}: the fault has not struck, {queue.states}"
    judge(seen, queue, printer.paper)
    return seen


def _mend(printer: PrinterSimulator, scene: Scene) -> None:
    if scene.fault in ("cut_off", "power_off") or (scene.fault == "stall" and not scene.prompt):
        printer.power_off()
        printer.power_on()
    printer.close_cover()
    printer.stall(False)
    printer.load_paper()
