"""Personal data and secrets, planted where they pass through, are in no log, crash log, file for support or output."""

from __future__ import annotations

import json
import logging
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest
import sqlalchemy as sa

from cashier_app import logs
from cashier_app.cli import main
from cashier_app.config import Log, Places
from cashier_app.core.errors import WorldError
from cashier_app.core.ids import identifier_hash
from cashier_app.server import nodes, tables
from cashier_app.server.members import IdentifierRecord, MemberRecord
from cashier_app.server.site_messages import CardSecret, SecretRequest
from cashier_app.simulation.small_till import FAST
from cashier_app.sync.enrolment import enrol
from cashier_app.sync.link import Address
from cashier_app.sync.messages import GiftCardRequest
from cashier_app.sync.worker import SyncWorker
from cashier_app.till.opening import Till
from cashier_app.till.registering import Filled
from cashier_app.ui import messages
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer
from tests.integration.server.till_side import Client
from tests.integration.sync.conftest import Wait
from tests.integration.till.shop import CODES, COFFEE, GOODS, STRANGER, open_shop, scan

SURNAME, FIRST, INITIAL = "Крутогоров", "Феофилакт", "Феофилакт К."
PHONE, PHONE_END, MAIL = "79137654321", "7654321", "feofilakt.k@example.ru"
PHONE_CARD, GIFT, CODE = "2790000000015", "6660001234567890", "83461975"
PIN, WRONG_PIN = "735194", "735195"
TOKEN: Final = "token-that-opens-metrics"
PLANTED: Final = {
    "surname": SURNAME,
    "name with initial": INITIAL,
    "telephone": PHONE[1:],
    "the end of a telephone": PHONE_END,
    "mail": MAIL,
    "card": STRANGER,
    "card in a telephone": PHONE_CARD,
    "its code": CODE,
    "gift card": GIFT,
    "PIN": PIN,
    "wrong PIN": WRONG_PIN,
    "token": TOKEN,
}


class Day:
    """A till and its server in one process, writing one log at its finest level."""

    def __init__(self, folder: Path, clock: ManualClock, until: Wait) -> None:
        self.clock, self.until = clock, until
        self.server = RunningServer(folder / "server.db", clock)
        self.server.publish()
        self.server.bring(MemberRecord((IdentifierRecord("virtual", PHONE_CARD),), f"{FIRST} {SURNAME}"))
        self.till: Till = open_shop(folder / "till", clock)
        self.till.database.worker.call(lambda unit: unit.goods.put(GOODS, CODES))
        self.secrets: dict[str, str] = {}
        self.worker: SyncWorker | None = None

    def joins(self) -> None:
        """The till joins by a pairing code."""
        code = self.server.pair()
        joined = enrol(self.server.url, code, "till", "machine", "")
        self.till.sync_store.enrolled(joined)
        self.secrets |= {"pairing code": code, "node key": joined.key, "identifier key": joined.identifier_key}
        self.worker = SyncWorker(
            self.till.sync_store, Address(self.server.url, joined.key), self.till.clock, lambda state: None, FAST
        )
        self.till.on_operation = self.worker.sync_now
        self.worker.start()
        self.until(lambda: self.worker and self.worker.state.online)

    def people(self) -> None:
        """Somebody logs in, at the second try."""
        boss = self.till.people.add(f"{SURNAME} Пахом", "administrator", PIN).result(30)
        with pytest.raises(WorldError) as wrong:
            self.till.people.log_in(boss.user_id, WRONG_PIN).result(30)
        messages.failure(wrong.value)
        self.till.people.log_in(boss.user_id, PIN).result(30)
        self.till.shifts.open("1000").result(30)

    def buyer(self) -> None:
        """A buyer is registered, scanned, found by telephone, and buys."""
        till = self.till
        filled = Filled(name=f"{FIRST} {SURNAME}", card=STRANGER, phone=PHONE, birthday="5.7.1990", consent=True)
        attached = till.registering.attach(till.registering.register(filled).result(30))
        assert attached.notice is not None
        assert INITIAL in attached.notice.text, "the screen says it"
        messages.info(attached.notice.text, attached.notice.detail)
        for outcome in (till.selling.scan(scan(COFFEE)), till.selling.scan(scan(STRANGER))):
            if outcome.notice is not None:
                messages.info(outcome.notice.text, outcome.notice.detail)
        with pytest.raises(WorldError) as refused:
            till.registering.register(filled).result(30)
        messages.failure(refused.value)
        till.paying.start()
        assert till.paying.pay_cash("100000").result(30).sold is not None
        self.until(lambda: till.reader.backlog()[0] == 0)

    def questions(self) -> None:
        """What is asked of the server by numbers, while it answers and while nobody does."""
        assert self.worker is not None
        key = bytes.fromhex(self.secrets["identifier key"])
        card, gift = (identifier_hash(key, kind, of).hex() for kind, of in (("virtual", PHONE_CARD), ("gift", GIFT)))
        for _ in range(2):
            self.worker.find_members(PHONE_END).result(10)
            self.worker.verify_card(card, CODE, "0" * 32).result(10)
            self.worker.gift_card(gift).result(10)
            self.worker.look_up(self.till.identity.epoch, card).result(10)
            self.server.stop()
        self.server.start()

    def site(self) -> None:
        """A site gives a telephone's card its secret, and asks wrongly."""
        with self.server.database.write() as transaction:
            code = nodes.make_pairing_code(transaction, "web", kind="site")
        client = Client(self.server.url)
        client.enrol(code, "shop.example", "m-2")
        told = client.get(CardSecret, "POST", "/v1/cards/secret", SecretRequest(PHONE_CARD))
        self.secrets |= {"secret of a card": told.secret, "site key": client.key}
        client.ask("POST", "/v1/gift-cards/find", GiftCardRequest(card=GIFT))
        client.ask("GET", f"/v1/members/{PHONE}?cursor={MAIL}", None)
        client.ask("POST", "/v1/exchange", {"protocol": PHONE, SURNAME: MAIL})
        client.close()
        headers = {"Authorization": f"Bearer {TOKEN}"}
        assert httpx.get(f"{self.server.url}/metrics?card={STRANGER}", headers=headers).status_code in (200, 401, 403)

    def mistakes(self) -> None:
        """Errors that carry what was being done: of SQL, of our own, of an address that nobody answers at."""
        row = {"account_id": PHONE, "name": f"{FIRST} {SURNAME}", "level_id": None}
        with pytest.raises(sa.exc.IntegrityError) as raised, self.server.database.write() as transaction:
            transaction.connection.execute(sa.insert(tables.account), [row])
        log = logging.getLogger("planted")
        log.error("a statement failed", exc_info=raised.value)
        log.error("not booked", exc_info=ValueError(f"no number: +7 (913) 765-43-21, {MAIL}, {STRANGER}"))
        self.till.writer.behind(lambda transaction: transaction.unit.meta.put(PHONE, None))  # type: ignore[arg-type]
        self.till.writer.catch_up()
        with socket.create_server(("127.0.0.1", 0)) as nobody:
            url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        lost = SyncWorker(self.till.sync_store, Address(url, "k"), self.till.clock, lambda state: None, FAST)
        lost.start()
        lost.find_members(PHONE_END).result(10)
        lost.stop()

    def close(self) -> None:
        """Stop."""
        if self.worker is not None:
            self.worker.stop()
        self.till.close()
        self.server.stop()


@pytest.fixture
def day(tmp_path: Path, clock: ManualClock, until: Wait, places: Places) -> Iterator[Day]:
    made = Day(tmp_path, clock, until)
    yield made
    made.close()


@pytest.fixture
def until() -> Wait:
    """Wait for a condition."""
    import threading
    import time

    def wait(condition: Callable[[], object], seconds: float = 20.0) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "it did not happen in time"
            threading.Event().wait(0.01)

    return wait


def test_nothing_planted_is_written_down(
    day: Day, home: Path, places: Places, capfd: pytest.CaptureFixture[str], expect_log: Callable[[str], None]
) -> None:
    expect_log(".")
    (home / "settings.toml").write_text(f'[node]\nmetrics_token = "{TOKEN}"\n', encoding="utf-8")
    run = logs.begin("till", places, Log(level="debug"))
    try:
        for act in (day.joins, day.people, day.buyer, day.questions, day.site, day.mistakes):
            act()
        try:
            raise KeyError(f"{STRANGER} {PHONE} {MAIL} {INITIAL}")
        except KeyError as error:
            run.unexpected(error)
    finally:
        run.end()
    assert main(["doctor", "--no-devices", "--bundle", str(home / "support.zip")]) in (0, 1, 3)
    assert main(["config"]) == 0
    printed = capfd.readouterr()
    written = {"what was printed": printed.out + printed.err}
    for file in sorted(places.logs.iterdir()):
        written[file.name] = file.read_text(encoding="utf-8")
    with zipfile.ZipFile(home / "support.zip") as archive:
        written |= {f"support: {name}": archive.read(name).decode() for name in archive.namelist()}
    for line in written["till.log"].splitlines():
        json.loads(line)
    assert len(written["till.log"].splitlines()) > 30
    for what, planted in {**PLANTED, **day.secrets}.items():
        for file, text in written.items():
            assert planted not in text, f"{what} in {file}: {text[max(text.index(planted) - 200, 0) :][:400]}"
