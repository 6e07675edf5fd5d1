"""The demo shop's data are what a shop would have, and fit its own settings and programme."""

from __future__ import annotations

import csv
import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cashier_app.catalog.codes import has_check_digit
from cashier_app.catalog.masks import Masks, masks_of
from cashier_app.catalog.recognition import Badge, Card, Product, WeightedProduct, recognise
from cashier_app.config import Settings
from cashier_app.core.money import parse_money
from cashier_app.core.points import parse_points
from cashier_app.demo.shop import BLANK_CARD
from cashier_app.loyalty.programme import load_programme
from cashier_app.till.rights import ROLES

DEMO = Path(__file__).resolve().parents[3] / "resources" / "demo"
PROGRAMME = DEMO / "programme.json"


@pytest.fixture(scope="module")
def goods() -> list[dict[str, str]]:
    """Rows of the catalogue."""
    with (DEMO / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="module")
def members() -> list[dict[str, Any]]:
    """Members."""
    loaded: list[dict[str, Any]] = json.loads((DEMO / "members.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def masks() -> Masks:
    """The masks that the demo shop sets."""
    settings = msgspec.convert(tomllib.loads((DEMO / "shop.toml").read_text(encoding="utf-8")), Settings)
    return masks_of(settings.selling.card_masks, settings.selling.in_store_masks)


def test_there_are_enough_goods_and_none_twice(goods: list[dict[str, str]]) -> None:
    assert len(goods) >= 300
    for column in ("Код", "Наименование", "Штрихкод", "PLU"):
        values = Counter(row[column] for row in goods if row[column])
        assert max(values.values()) == 1, values.most_common(1)


def test_barcodes_are_valid_and_russian_or_the_shop_s_own(goods: list[dict[str, str]]) -> None:
    codes = [row["Штрихкод"] for row in goods if row["Штрихкод"]]
    assert len(codes) >= 250
    for code in codes:
        assert len(code) == 13
        assert has_check_digit(code)
        assert "460" <= code[:3] <= "469" or code.startswith("22")


def test_prices_units_vat_and_tags_are_plausible(goods: list[dict[str, str]]) -> None:
    for row in goods:
        price = parse_money(row["Цена"])
        assert 500 <= price <= 200_000, row
        if row["Цена по карте"]:
            assert price // 2 < parse_money(row["Цена по карте"]) < price, row
        assert row["Единица"] in ("шт", "кг", "л", "м")
        assert row["НДС"] in ("10%", "22%")
        assert row["Возраст"] in ("", "18")
        assert set(row["Теги"].split()) <= {"sale", "last-day", "alcohol", "tobacco"}
        assert row["Наименование"] == " ".join(row["Наименование"].split())
        assert len(row["Наименование"]) <= 60
    assert sum(bool(row["Цена по карте"]) for row in goods) >= 50
    assert sum(row["НДС"] == "10%" for row in goods) >= 100
    assert sum("sale" in row["Теги"] for row in goods) >= 8


def test_spirits_and_tobacco_have_their_age_limit(goods: list[dict[str, str]]) -> None:
    for row in goods:
        restricted = row["Категория"].startswith(("Алкоголь", "Табак")) and row["Наименование"][:6] != "Спички"
        assert not restricted or row["Возраст"] == "18", row


def test_the_programme_speaks_of_goods_that_are_here(goods: list[dict[str, str]]) -> None:
    text = PROGRAMME.read_text(encoding="utf-8")
    roots = {row["Категория"].split("/")[0] for row in goods}
    named: set[str] = set()

    def collect(node: Any) -> None:
        if isinstance(node, dict):
            named.update(node.get("categories", ()))
            for value in node.values():
                collect(value)
        elif isinstance(node, list):
            for value in node:
                collect(value)

    collect(json.loads(text))
    assert named
    assert named <= roots | {row["Категория"] for row in goods}
    assert any(row["Бренд"] == "Ромашка" for row in goods)


def test_weighed_goods_are_sold_by_their_label(goods: list[dict[str, str]], masks: Masks) -> None:
    weighed = [row for row in goods if row["Единица"] == "кг"]
    assert len(weighed) >= 20
    for row in weighed:
        label = f"22{int(row['PLU']):05d}01234"
        code = next(label + digit for digit in "0123456789" if has_check_digit(label + digit))
        found = recognise(code, masks=masks)
        assert isinstance(found, WeightedProduct)
        assert found.quantity == 1234
        assert row["PLU"] in found.lookup
        assert row["Штрихкод"].zfill(14) == found.lookup[0]


def test_piece_goods_are_told_from_cards_and_labels(goods: list[dict[str, str]], masks: Masks) -> None:
    for row in goods:
        if row["Штрихкод"].startswith("46"):
            found = recognise(row["Штрихкод"], masks=masks)
            assert isinstance(found, Product)
            assert found.suspect is None


def test_there_are_goods_for_the_quick_page(goods: list[dict[str, str]]) -> None:
    assert sum(not row["Штрихкод"] and not row["PLU"] for row in goods) >= 8


def test_members_cards_are_the_shop_s_and_levels_the_programme_s(members: list[dict[str, Any]], masks: Masks) -> None:
    assert len(members) >= 50
    ladder = {level["id"]: level["threshold"] for level in json.loads(PROGRAMME.read_text("utf-8"))["levels"]["ladder"]}
    order = list(ladder)
    values: list[str] = []
    for member in members:
        assert member["level"] in ladder
        assert member["net_purchases"] >= ladder[member["level"]]
        above = order[order.index(member["level"]) + 1 :][:1]
        assert not above or member["net_purchases"] < ladder[above[0]]
        for identifier in member["identifiers"]:
            values.append(identifier["value"])
            if identifier["kind"] in ("card", "virtual"):
                assert recognise(identifier["value"], masks=masks) == Card(identifier["value"], identifier["kind"], "")
        for lot in member.get("lots", ()):
            assert parse_points(lot["points"]) > 0
            assert lot["expires_in_days"] > lot.get("active_in_days", 0)
    assert len(values) == len(set(values))
    assert {member["level"] for member in members} == set(ladder)


def test_members_have_pending_and_expiring_points_and_cards_with_a_past(members: list[dict[str, Any]]) -> None:
    lots = [lot for member in members for lot in member.get("lots", ())]
    assert sum(lot.get("active_in_days", 0) > 0 for lot in lots) >= 5
    assert sum(lot["expires_in_days"] <= 14 for lot in lots) >= 5
    states = {identifier.get("state", "active") for member in members for identifier in member["identifiers"]}
    assert states == {"active", "blocked", "expired", "replaced"}
    assert any(member.get("state") == "blocked" for member in members)


def test_people_have_roles_pins_and_badges(masks: Masks) -> None:
    people = json.loads((DEMO / "users.json").read_text(encoding="utf-8"))
    assert {person["role"] for person in people} == set(ROLES)
    assert len({person["pin"] for person in people}) == len(people)
    for person in people:
        assert person["pin"].isdigit()
        assert 4 <= len(person["pin"]) <= 8
        assert recognise("CASHIER:B:" + person["badge"], masks=masks) == Badge(person["badge"])


def test_the_programme_shows_codes_gifts_coupons_and_new_cards_of_goods_there_are(goods: list[dict[str, str]]) -> None:
    programme = load_programme(PROGRAMME.read_bytes())
    known = {row["Код"] for row in goods}
    named = {
        product
        for rule in programme.rules
        for part in (rule.effect, *rule.conditions)
        for product in getattr(part, "products", ())
    }
    assert named
    assert named <= known
    kinds = {type(part).__name__ for rule in programme.rules for part in (rule.effect, *rule.conditions)}
    assert {"WithPromoCode", "WithCoupon", "Gift", "GiveCoupon", "AroundBirthday"} <= kinds
    assert programme.enrolment.over == 200_000


def test_the_blank_card_is_the_shops_and_nobodys(members: list[dict[str, Any]], masks: Masks) -> None:
    assert isinstance(recognise(BLANK_CARD, masks=masks), Card)
    assert BLANK_CARD not in {each["value"] for member in members for each in member["identifiers"]}
