"""The server keeps nothing of the requests it has answered; a leak that is planted is noticed."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from cashier_app.core.clock import Clock
from cashier_app.server.bounds import Bounds
from cashier_app.sync.messages import AccountAnswer
from tests.integration.server.running import RunningServer, ServerProcess, member
from tests.integration.server.till_side import Chain, Client, card_hash

#: Scans and sales of one round, and rounds before memory is looked at: caches fill, the allocator takes its share.
ROUND = 120
WARM_UP = 3
ROUNDS = 5
#: What a round may add (bytes a request), and what the planted leak keeps of each.
ALLOWED = 2_000
PLANTED = 20_000

#: The server with a fault: it remembers something of every look-up.
LEAKING = f"""
import sys
from cashier_app.server import exchange
kept, look_up = [], exchange.look_up
def leaking(*given):
    kept.append(bytearray(b"x" * {PLANTED}))
    return look_up(*given)
exchange.look_up = leaking
from cashier_app.cli import main
sys.exit(main(sys.argv[1:]))
"""


class Leaking(ServerProcess):
    """The command line with the fault."""

    program = ("-c", LEAKING)


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> tuple[Path, str]:
    """A ledger with a member, and a pairing code."""
    running = RunningServer(tmp_path / "server.db", clock, Bounds())
    running.publish()
    running.bring(member("7700", "1000"))
    code = running.pair(minutes=10**7)
    running.stop()
    return running.path, code


def kept_of_each(kind: type[ServerProcess], ledger: tuple[Path, str], home: Path) -> float:
    """Bytes that the server's memory grows by with every request once it is warm, the median of several rounds."""
    place, code = ledger
    server = kind(place, home)
    client = Client(server.start())
    try:
        process = psutil.Process(server.process.pid)
        key = client.enrol(code).identifier_key
        path = f"/v1/identifiers/{card_hash(key, '7700')}?epoch="
        chain, grown = Chain(), []
        for n in range(WARM_UP + ROUNDS):
            before = process.memory_info().rss
            for _ in range(ROUND):
                client.get(AccountAnswer, "GET", path + chain.epoch)
            if n >= WARM_UP:
                grown.append((process.memory_info().rss - before) / ROUND)
    finally:
        client.close()
        server.stop()
    # the median, not the sum: the allocator takes memory in large pieces
    return sorted(grown)[ROUNDS // 2]


def test_a_server_keeps_nothing_of_what_it_answered(ledger: tuple[Path, str], tmp_path: Path) -> None:
    assert kept_of_each(ServerProcess, ledger, tmp_path / "home") < ALLOWED


def test_a_planted_leak_is_noticed(ledger: tuple[Path, str], tmp_path: Path) -> None:
    assert kept_of_each(Leaking, ledger, tmp_path / "home") > ALLOWED
