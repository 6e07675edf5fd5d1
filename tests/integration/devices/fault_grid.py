"""Every fault at any byte of a receipt, played with the dialogue, a queue and a simulated printer in counted seconds.

`play` ends when a person has seen to the printer and decided what nobody could know; then it is held against
the paper: nothing lost, nothing doubled without a mark, no state that says more than the paper.
"""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from cashier_app.core.clock import Instant
from cashier_app.devices.printer_dialogue import PrinterDialogue, Timing
from cashier_app.devices.printing import WAITING, Cause, JobState, PrinterStatus, PrintJob
from cashier_app.devices.simulators.in_process import LineKind, SimulatedPrinter
from cashier_app.devices.simulators.mechanism import Fault
from cashier_app.devices.simulators.paper import Model, OnPaper, PaperLine
from cashier_app.documents.document import Cut, Document, Qr, Text
from cashier_app.documents.escpos import Format, build

#: Power gone with the line, power gone in silence, paper out, cover opened, nothing read any more, FIN, RST.
FAULTS: Final[tuple[Fault, ...]] = (
    "cut_off",
    "power_off",
    "paper_out",
    "cover_open",
    "stall",
    "hang_up",
    "reset",
)
#: A shorter patience than a real one: it is the order of events that matters.
TIMING: Final = Timing(patience_ms=12_000)
#: Behind a job: GS ( H and GS r.
REQUEST_BYTES: Final = 14
RECEIPT, FOLLOWER, COPY = 1, 2, 3


@cache
def job_bytes(job_id: int, lines: int = 60) -> bytes:
    """The receipt of sixty lines, the slip after it, or the receipt's copy."""
    name = {RECEIPT: "ЧЕК 1", FOLLOWER: "ЧЕК 2", COPY: "КОПИЯ 1"}[job_id]
    count = 6 if job_id == FOLLOWER else lines
    goods = (Text(f"{name} молоко {n:02}          1 x 94,90") for n in range(count - 2))
    return build(Document(blocks=(Text(name, align="center"), *goods, Qr(f"CASHIER:R:{name}"), Cut())), Format())


@cache
def whole(job_id: int) -> tuple[OnPaper, ...]:
    """What a job leaves on paper when nothing happens."""
    printer = SimulatedPrinter(Model())
    printer.inside.take(job_bytes(job_id))
    while printer.inside.step():
        pass
    return tuple(printer.inside.paper)


class Queue:
    """The jobs in memory, and who listens to them."""

    def __init__(self, *job_ids: int) -> None:
        #: Where the dialogue runs on a worker's thread.
        self.lock = threading.RLock()
        self.states: dict[int, tuple[JobState, Cause]] = dict.fromkeys(job_ids, ("queued", ""))
        self.statuses: list[PrinterStatus] = []

    def next_due(self, now: Instant) -> PrintJob | None:
        with self.lock:
            waiting = [job_id for job_id, (state, _) in self.states.items() if state in WAITING]
        return PrintJob(min(waiting), "receipt", b"", now) if waiting else None

    def claim(self, job_id: int, now: Instant) -> bool:
        self.states[job_id] = ("sending", "")
        return True

    def mark(self, job_id: int, state: JobState, cause: Cause, now: Instant) -> bool:
        assert self.states[job_id][0] in {*WAITING, "sending"}
        self.states[job_id] = (state, cause)
        return True

    def printer_changed(self, status: PrinterStatus) -> None:
        self.statuses.append(status)

    def job_changed(self, job: PrintJob, state: JobState, cause: Cause) -> None:
        assert self.states[job.job_id] == (state, cause)


@dataclass(frozen=True)
class Scene:
    """Where a fault strikes, on which printer, and how soon a person sees to it."""

    fault: Fault
    position: int
    line: LineKind = "tcp"
    confirms_by: Literal["process_id", "status"] = "process_id"
    prompt: bool = True


@dataclass
class Outcome:
    """What became of the receipt: its state when the printer was done with it, and whether it came out whole."""

    state: JobState
    cause: Cause
    printed: bool
    faults: list[str] = field(default_factory=list)


def play(scene: Scene) -> Outcome:
    """Play one scene to its end; `Outcome.faults` names every broken promise."""
    model = Model(process_id=scene.confirms_by == "process_id", lines_per_second=60)
    printer = SimulatedPrinter(model, scene.line)
    queue = Queue(RECEIPT, FOLLOWER)
    marks = (f"{number:04}".encode() for number in itertools.count())
    dialogue = PrinterDialogue(
        printer.port,
        queue,
        lambda job: job_bytes(job.job_id),
        printer.time,
        queue,
        seconds=printer.time.seconds,
        rest=lambda seconds: printer.wait(seconds) and False,
        mark=lambda: next(marks),
        timing=TIMING,
    )
    printer.fault_at(scene.position, scene.fault)
    printer.on_fault = lambda: printer.later(3 if scene.prompt else 20, lambda: mend(printer, scene))
    seen: Outcome | None = None
    failures = 0
    for _ in range(300):
        turn = dialogue.turn(probe=False)
        failures = failures + 1 if turn == "down" else 0
        state, cause = queue.states[RECEIPT]
        if seen is None and state not in WAITING:
            seen = Outcome(state, cause, False)
        if state == "unknown":
            decide(printer.inside.paper, queue)
        if turn == "idle" and all(state not in WAITING for state, _ in queue.states.values()):
            break
        if turn != "printed":
            printer.wait(TIMING.pause(turn, failures))
    printer.wait(60)
    printer.settle()
    assert seen is not None, f"{scene}: the receipt is still {queue.states[RECEIPT]}"
    judge(seen, queue, printer.inside.paper)
    return seen


def mend(printer: SimulatedPrinter, scene: Scene) -> None:
    """Whoever stands there sees to it; a printer that stalls goes on, or is switched off and on."""
    if scene.fault in ("cut_off", "power_off") or (scene.fault == "stall" and not scene.prompt):
        printer.inside.lose_power()
        printer.power_on()
    printer.inside.cover = False
    printer.inside.stalled = False
    printer.inside.lines_left = printer.inside.model.lines


def decide(paper: list[OnPaper], queue: Queue) -> None:
    """The cashier is asked whether it printed: she looks at the paper, and prints a copy if it did not."""
    with queue.lock:
        if count(paper, RECEIPT):
            queue.states[RECEIPT] = ("confirmed", "")
        else:
            queue.states[RECEIPT] = ("dismissed", "")
            queue.states[COPY] = ("queued", "")


def judge(outcome: Outcome, queue: Queue, paper: list[OnPaper]) -> None:
    """Hold what was said against the paper."""
    receipts, followers, copies = (count(paper, job_id) for job_id in (RECEIPT, FOLLOWER, COPY))
    outcome.printed = receipts > 0
    broken = outcome.faults
    if heads(paper, RECEIPT) > 1 or receipts > 1:
        broken.append("the receipt was begun twice")
    if outcome.state == "confirmed" and not receipts:
        broken.append("confirmed, and it is not on the paper")
    if outcome.state not in ("confirmed", "unknown"):
        broken.append(f"it ended {outcome.state}")
    if not receipts + copies:
        broken.append("the receipt is lost")
    if COPY in queue.states and copies != 1:
        broken.append(f"{copies} copies, {queue.states[COPY]}")
    if queue.states[FOLLOWER][0] != "confirmed" or followers != 1:
        broken.append(f"the slip after it came {followers} times, and is {queue.states[FOLLOWER]}")


def count(paper: list[OnPaper], job_id: int) -> int:
    """How often a slip stands on the paper, whole and in one piece."""
    expected = list(whole(job_id))
    return sum(
        paper[start : start + len(expected)] == expected for start, thing in enumerate(paper) if thing == expected[0]
    )


def heads(paper: list[OnPaper], job_id: int) -> int:
    """How often a slip was begun: its first line stands on the paper."""
    first = whole(job_id)[0]
    assert isinstance(first, PaperLine)
    return paper.count(first)


def table(found: Counter[tuple[str, str, str, bool]]) -> str:
    """What happened, by fault, final state, cause and paper."""
    rows = [
        f"{fault:<11} {state:<12} {cause:<14} {'whole on paper' if printed else 'not whole':<15} {number:>6}"
        for (fault, state, cause, printed), number in sorted(found.items())
    ]
    return "\n".join(rows)
