"""A fault at every byte of a receipt: none lost, none doubled without a mark, every state true to the paper."""

from __future__ import annotations

import itertools
import os
from collections import Counter

import pytest

from cashier_app.devices.printer_dialogue import PrinterDialogue
from cashier_app.devices.simulators.in_process import SimulatedPrinter
from cashier_app.devices.simulators.mechanism import Fault
from cashier_app.devices.simulators.paper import Model
from tests.integration.devices.fault_grid import (
    FAULTS,
    FOLLOWER,
    RECEIPT,
    REQUEST_BYTES,
    Queue,
    Scene,
    count,
    job_bytes,
    play,
    table,
)

#: A soak plays every combination at every byte; the suite one of them, in turn.
ALL_OF_THEM = bool(os.environ.get("SOAK_PRINTERS"))
COMBINATIONS = list(itertools.product(("tcp", "serial"), ("process_id", "status"), (True, False)))


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_every_byte_of_a_receipt(fault: Fault) -> None:
    positions = range(1, len(job_bytes(RECEIPT)) + REQUEST_BYTES + 1)
    found: Counter[tuple[str, str, str, bool]] = Counter()
    for position in positions:
        for line, confirms_by, prompt in COMBINATIONS if ALL_OF_THEM else [COMBINATIONS[position % 8]]:
            scene = Scene(fault, position, line, confirms_by, prompt)
            outcome = play(scene)
            assert not outcome.faults, f"{scene}: {outcome}"
            found[fault, outcome.state, outcome.cause, outcome.printed] += 1
    print(f"\n{table(found)}")
    assert sum(found.values()) == len(positions) * (len(COMBINATIONS) if ALL_OF_THEM else 1)


@pytest.mark.parametrize("confirms_by", ["process_id", "status"])
def test_a_till_that_was_killed_at_every_byte_leaves_the_next_slip_whole(confirms_by: str) -> None:
    data = job_bytes(RECEIPT)
    for position in range(1, len(data) + 1):
        printer = SimulatedPrinter(Model(process_id=confirms_by == "process_id"))
        dead = printer.port()
        dead.open()
        dead.write(data[:position], 10.0)
        dead.close()
        queue = Queue(FOLLOWER)
        turn = PrinterDialogue(
            printer.port,
            queue,
            lambda job: job_bytes(job.job_id),
            printer.time,
            queue,
            seconds=printer.time.seconds,
            rest=lambda _: False,
            torn=4096,
        ).turn(probe=False)
        assert (turn, queue.states[FOLLOWER][0]) == ("printed", "confirmed"), position
        assert count(printer.inside.paper, FOLLOWER) == 1, position
