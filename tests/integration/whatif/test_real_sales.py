"""The real sales of a shop: what each row is, in counts that sum to the rows; nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from cashier_app.loyalty.programme import load_programme
from cashier_app.whatif.behaviour import Behaviour
from cashier_app.whatif.comparing import compare
from cashier_app.whatif.history import GoodsBack, History, Purchase
from cashier_app.whatif.reading.files import read_file
from cashier_app.whatif.reading.table import TableOptions
from cashier_app.whatif.replay import replay
from tests.unit.whatif.test_conservation import assert_conserved

PROGRAMME = Path(__file__).parents[3] / "resources" / "programmes" / "reference.json"


@pytest.fixture(scope="module")
def past(shared_data: Path) -> History:
    """The history of the file."""
    file = shared_data / "transactions" / "online_retail_2010-12_2011-06.csv.gz"
    return read_file(file, TableOptions("Europe/Moscow"))


def test_every_row_is_taken_or_left_out_for_a_reason(past: History) -> None:
    assert past.reading.rows == 245_903
    assert past.reading.unaccounted == 0
    assert {part.kind: part.rows for part in past.reading.taken} == {
        "sale_member": 171_939,
        "sale_anonymous": 66_803,
        "return": 3271,
    }
    assert {part.kind: part.rows for part in past.reading.left_out} == {
        "service": 1492,
        "no_price": 1474,
        "return_unmatched": 805,
        "return_anonymous": 119,
    }
    services = next(part for part in past.reading.left_out if part.kind == "service")
    assert services.examples[:3] == ("POST × 569", "DOT × 440", "M × 271")


def test_receipts_members_and_returns_of_the_file(past: History) -> None:
    purchases = [event for event in past.events if isinstance(event, Purchase)]
    returns = [event for event in past.events if isinstance(event, GoodsBack)]
    assert (len(purchases), sum(bool(purchase.member) for purchase in purchases)) == (9592, 8754)
    assert len({purchase.member for purchase in purchases if purchase.member}) == 2958
    assert sum(len(purchase.cart.lines) for purchase in purchases) == 171_939 + 66_803
    sold = {purchase.receipt_id: purchase for purchase in purchases}
    assert all(sold[event.original].at <= event.at for event in returns)
    assert "M" not in {line.product_id for purchase in purchases for line in purchase.cart.lines}
    assert min(line.price for purchase in purchases for line in purchase.cart.lines) > 0


def test_nothing_is_lost_and_against_itself_nothing_changes(past: History) -> None:
    """The first quarter of the events, twice: a whole run is the benchmark's."""
    part = msgspec.structs.replace(past, events=_closed(past.events[:2800]))
    programme = load_programme(PROGRAMME.read_bytes())
    new, old = (replay(part, programme, Behaviour("share", 4000, 1)) for _ in range(2))
    assert_conserved(new)
    assert new.points.redeemed > 0
    assert new.returns > 100
    comparison = compare(new, old)
    assert (comparison.everyone.gain, comparison.everyone.lose) == (0, 0)
    assert msgspec.json.encode(new) == msgspec.json.encode(old)


def _closed(events: tuple[Purchase | GoodsBack, ...]) -> tuple[Purchase | GoodsBack, ...]:
    """Events without the returns of receipts that are not among them."""
    known = {event.receipt_id for event in events if isinstance(event, Purchase)}
    return tuple(event for event in events if isinstance(event, Purchase) or event.original in known)
