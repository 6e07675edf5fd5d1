"""A chain of shops whose processes are killed and whose wires are bad ends with one ledger, and that is right."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cashier_app.cli import main
from cashier_app.clock import SystemClock
from tests.integration.processes.chain import FAULTS, HARMLESS, Chain, ledger_of, story_of
from tests.integration.till.seller import audit_receipts
from tests.integration.till.shop import open_shop
from tests.server_places import ServerPlaces

#: How often each of the five processes is killed; soak kills more often and with other seeds.
ROUNDS = int(os.environ.get("CHAIN_ROUNDS", "1"))
SEED = int(os.environ.get("CHAIN_SEED", "1"))


def disturb(chain: Chain, rounds: int) -> None:
    """Kill every process in turn on bad wires, and cut each part of the chain off from the rest for a while."""
    chain.trouble()
    chain.sell(3)
    for _ in range(rounds):
        for name in chain.chance.sample(sorted(chain.parts), len(chain.parts)):
            with chain.without(name):
                chain.sell(chain.chance.randrange(1, 4))
            chain.sell(chain.chance.randrange(1, 4))
        for name in chain.chance.sample(sorted(chain.wires), 2):
            chain.cut_off(name)


@pytest.mark.timeout(1800)
def test_a_chain_on_bad_wires_whose_processes_die_ends_with_one_ledger(place: ServerPlaces, tmp_path: Path) -> None:
    chain = Chain(place(), tmp_path, SEED)
    try:
        chain.found()
        disturb(chain, ROUNDS)
        chain.every_fault()
        chain.finish()
        codes = {name: part.stop() for name, part in reversed(chain.parts.items())}
    finally:
        chain.close()
    assert set(codes.values()) == {0}, codes
    told(chain)
    check(chain)


def told(chain: Chain) -> None:
    """Print what happened, so that a reader sees that it truly did."""
    totals = ledger_of(chain.place).totals
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(chain.faults().items()))
    print(f"{len(chain.confirmed)} confirmed receipts, {totals.operations} operations, {totals.entries} entries")
    print(f"kills: {dict(chain.kills)}; exchanges: {sum(wire.carried for wire in chain.wires.values())}; {kinds}")


def check(chain: Chain) -> None:
    """What has to be true in the end."""
    central, node = ledger_of(chain.place), ledger_of(str(chain.box))
    for told in chain.confirmed:
        kinds = central.operations.get(told.receipt_id, [])
        assert len(kinds) == 1, f"receipt {told.number} ({told.receipt_id}) is on the central server {len(kinds)} times"
        assert kinds[0][0] == "applied", kinds
    sold = [told for told in chain.confirmed if central.operations[told.receipt_id][0][1] == "sale"]
    assert {told.receipt_id: central.redeemed.get(told.receipt_id, 0) for told in sold} == {
        told.receipt_id: told.redeemed for told in sold
    }
    assert (central.findings, node.findings) == ([], [])
    alarms = [each for each in (*central.alarms, *node.alarms) if each[0] not in HARMLESS]
    for _, _, lot_id in alarms:
        print(lot_id, *story_of(chain.place, lot_id), sep="\n  ")
    assert alarms == []
    assert central.totals.rejected == 0
    for till in chain.tills:
        opened = open_shop(Path(till.place.folder), SystemClock(), machine=till.name)
        try:
            audit_receipts(opened, till.confirmed)
            assert opened.journal.verify().result(30) is None
        finally:
            opened.close()
    for database in (chain.place, str(chain.box)):
        assert main(["--language", "en", "server", "verify", "--database", database]) == 0
    assert set(chain.kills) == set(chain.parts)
    past_the_node = [chain.wires[f"{till.name} to the central server"].carried for till in chain.tills[:2]]
    assert all(past_the_node), "the tills of the shop with a node have never gone past it"
    happened = chain.faults()
    assert all(happened[kind] for kind in FAULTS), happened
