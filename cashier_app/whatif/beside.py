"""A second replay beside the first, in a process of its own: two programmes take hardly longer than one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection
from typing import Any, Final, Self

import msgspec

from cashier_app.loyalty.programme import Programme
from cashier_app.whatif.behaviour import Behaviour
from cashier_app.whatif.figures import Outcome
from cashier_app.whatif.history import History
from cashier_app.whatif.replay import Progress, replay

#: A shorter history is replayed before a process has begun.
_WORTH_IT: Final = 1000


class ReplayBeside:
    """A replay that is under way from its making on, until `outcome` is asked for; close it in any case.

    Where no process can be forked (other systems, other threads), and where the process dies, the replay is done in
    this process when its outcome is asked for.
    """

    def __init__(self, history: History, programme: Programme, behaviour: Behaviour) -> None:
        self._task = (history, programme, behaviour)
        self._child: Any = None
        self._answer: Any = None
        alone = threading.active_count() == 1  # a fork knows nothing of other threads' locks
        if alone and "fork" in multiprocessing.get_all_start_methods() and len(history.events) >= _WORTH_IT:
            self._start()

    def outcome(self, progress: Progress) -> Outcome:
        """The outcome, as soon as it is there."""
        if self._answer is not None:
            try:
                body = self._answer.recv_bytes()
            except (EOFError, OSError):
                pass  # whatever ended it is met again here, and told
            else:
                progress(len(self._task[0].events))
                return msgspec.msgpack.decode(body, type=Outcome)
        return replay(*self._task, progress)

    def close(self) -> None:
        """End the process if it still runs."""
        if self._child is not None:
            self._child.kill()
            self._child.join()
            self._child.close()
            self._child = None
        if self._answer is not None:
            self._answer.close()
            self._answer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _start(self) -> None:
        context: Any = multiprocessing.get_context("fork")
        sys.stdout.flush()  # or the child would write it once more
        self._answer, there = context.Pipe(duplex=False)
        self._child = context.Process(target=_work, args=(there, *self._task), daemon=True)
        self._child.start()
        there.close()


def _work(there: Connection, history: History, programme: Programme, behaviour: Behaviour) -> None:
    """The child: it says nothing and dies only by its parent's will; what goes wrong, the parent finds out itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    there.send_bytes(msgspec.msgpack.encode(replay(history, programme, behaviour)))
