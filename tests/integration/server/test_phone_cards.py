"""A telephone's changing code: verified once, never again, never by guessing; its secret only for the telephone."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from cashier_app.cli import main
from cashier_app.clock import SystemClock
from cashier_app.core.ids import identifier_hash, new_id
from cashier_app.core.one_time import code_at, step_of
from cashier_app.server import erasing, nodes, phone_cards, tables
from cashier_app.server.database import ServerDatabase
from cashier_app.server.members import IdentifierRecord, MemberRecord
from cashier_app.server.programmes import Programmes
from cashier_app.server.site_messages import CardSecret, SecretRequest
from cashier_app.sync.messages import CardVerified, VerifyCard
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer
from tests.integration.server.till_side import Client
from tests.server_places import ServerPlaces

CARD = "2790000000015"


class World:
    """A server with a member whose card is in a telephone, a till and a site."""

    def __init__(self, place: str, clock: ManualClock) -> None:
        self.clock = clock
        self.server = RunningServer(place, clock)
        self.server.publish()
        self.server.bring(MemberRecord((IdentifierRecord("virtual", CARD),), "Анна К"))
        self.till = Client(self.server.url)
        key = self.till.enrol(self.server.pair()).identifier_key
        self.card = identifier_hash(bytes.fromhex(key), "virtual", CARD).hex()
        self.site = Client(self.server.url)
        with self.server.database.write() as transaction:
            code = nodes.make_pairing_code(transaction, "web", kind="site")
        self.site.enrol(code, "shop.example", "m-2")

    def enrol(self) -> bytes:
        """The site gets a secret for the telephone."""
        told = self.site.get(CardSecret, "POST", "/v1/cards/secret", SecretRequest(CARD))
        assert (told.algorithm, told.digits, told.period_s) == ("SHA256", 8, 30)
        return base64.b32decode(told.secret + "=" * (-len(told.secret) % 8))

    def code(self, secret: bytes, late: int = 0) -> str:
        """What the telephone shows now, or so many half minutes later."""
        return code_at(secret, step_of(self.clock.now()) + late)

    def verify(self, code: str, attempt: str = "", card: str = "") -> str:
        """What the till is told."""
        asked = VerifyCard(card or self.card, code, attempt or new_id())
        return self.till.get(CardVerified, "POST", "/v1/cards/verify", asked).verdict

    def close(self) -> None:
        """Stop."""
        self.till.close()
        self.site.close()
        self.server.stop()


@pytest.fixture
def world(place: ServerPlaces, clock: ManualClock) -> Iterator[World]:
    made = World(place(), clock)
    yield made
    made.close()


def test_a_code_is_verified_once(world: World) -> None:
    secret = world.enrol()
    attempt = new_id()
    assert world.verify(world.code(secret), attempt) == "verified"
    # the answer was lost: the same question is answered the same
    assert world.verify(world.code(secret), attempt) == "verified"
    # somebody else has photographed it
    assert world.verify(world.code(secret)) == "used"
    # nor is the one before it taken after it
    assert world.verify(world.code(secret, -1)) == "used"
    world.clock.advance(30_000)
    assert world.verify(world.code(secret)) == "verified"


def test_an_old_code_is_wrong_and_a_telephone_a_little_off_is_not(world: World) -> None:
    secret = world.enrol()
    assert world.verify(world.code(secret, -2)) == "wrong"
    assert world.verify(world.code(secret, 2)) == "wrong"
    assert world.verify(world.code(secret, 1)) == "verified"


def test_guessing_ends_after_a_few_tries_until_the_next_half_minute(world: World) -> None:
    secret = world.enrol()
    wrong = {f"{n:08d}" for n in range(10)} - {world.code(secret, late) for late in (-1, 0, 1)}
    for code in sorted(wrong)[: phone_cards.MOST_WRONG]:
        assert world.verify(code) == "wrong"
    assert world.verify(world.code(secret)) == "wrong"
    world.clock.advance(30_000)
    assert world.verify(world.code(secret)) == "verified"


def test_cards_without_a_secret_unknown_and_blocked_ones_are_told_apart(world: World) -> None:
    assert world.verify("12345678") == "no_secret"
    assert world.verify("12345678", card="0" * 32) == "unknown"
    secret = world.enrol()
    with world.server.database.write() as transaction:
        transaction.connection.execute(sa.update(tables.identifier).values(state="blocked"))
    assert world.verify(world.code(secret)) == "blocked"


def test_a_new_secret_ends_the_old_one(world: World) -> None:
    old, new = world.enrol(), world.enrol()
    assert world.verify(world.code(old)) == "wrong"
    assert world.verify(world.code(new)) == "verified"


def test_of_many_tills_with_one_code_one_is_first(world: World) -> None:
    secret = world.enrol()
    code, verdicts = world.code(secret), list[str]()
    ready = threading.Barrier(4)

    def ask() -> None:
        ready.wait()
        with world.server.database.write() as transaction:
            verdict = phone_cards.verify(transaction, bytes.fromhex(world.card), code, new_id())
        verdicts.append(verdict)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(verdicts) == ["used", "used", "used", "verified"]


def test_a_secret_is_for_sites_and_a_verdict_for_tills(world: World) -> None:
    assert world.till.ask("POST", "/v1/cards/secret", SecretRequest(CARD)).status_code == 403
    assert world.site.ask("POST", "/v1/cards/verify", VerifyCard(world.card, "1" * 8, new_id())).status_code == 403
    assert world.site.ask("POST", "/v1/cards/secret", SecretRequest("2790000000022")).status_code == 404


def test_what_a_till_is_told_never_has_the_secret(world: World) -> None:
    secret = world.enrol()
    told = world.till.ask("GET", f"/v1/identifiers/{world.card}?epoch=life").content
    told += world.till.ask("POST", "/v1/cards/verify", VerifyCard(world.card, world.code(secret), new_id())).content
    assert secret not in told
    assert secret.hex().encode() not in told.lower()
    assert base64.b32encode(secret).rstrip(b"=") not in told


def test_an_erased_member_has_no_secret_any_more(world: World) -> None:
    world.enrol()
    with world.server.database.write() as transaction:
        account_id = transaction.connection.scalar(sa.select(tables.identifier.c.account_id))
        erasing.erase(transaction, Programmes(), str(account_id), "Вера", "просьба")
        assert transaction.connection.scalar(sa.select(sa.func.count()).select_from(tables.phone_card)) == 0


def test_an_administrator_gives_a_secret_and_takes_it_away(
    place: ServerPlaces, home: object, capsys: pytest.CaptureFixture[str]
) -> None:
    url = place()
    words = ("--database", url, "--author", "Вера", "--reason", "приложение")
    running = RunningServer(url, SystemClock())
    running.publish()
    running.bring(MemberRecord((IdentifierRecord("virtual", CARD),), "Анна К"))
    running.stop()
    assert main(["--language", "en", "member", "phone-card", CARD, *words]) == 0
    said = capsys.readouterr().out
    assert f"otpauth://totp/{CARD}?secret=" in said
    assert said.strip().endswith("&algorithm=SHA256&digits=8&period=30")
    assert main(["--language", "en", "member", "phone-card", CARD, "--forget", *words]) == 0
    with ServerDatabase.open(url, SystemClock()) as database, database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(tables.phone_card)) == 0
        acts = list(connection.scalars(sa.select(tables.journal.c.act).order_by(tables.journal.c.number)))
    assert acts[-2:] == ["card_secret_given", "card_secret_forgotten"]
    assert main(["--language", "en", "member", "phone-card", "nobody", *words]) == 1
    assert "is no card of a member" in capsys.readouterr().err


def test_an_error_is_no_verdict(world: World) -> None:
    answer = world.till.ask("POST", "/v1/cards/verify", VerifyCard(world.card, "x", new_id()))
    assert answer.status_code == 422
