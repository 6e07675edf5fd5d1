"""Every reason for which a row is refused or something of it left out, by example; what is taken, to the hundredth."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from cashier_app.server import members, tables
from cashier_app.server.members import IdentifierRecord, MemberRecord
from cashier_app.server.migrating.reasons import LEFT_OUT, REFUSALS, reason_words
from cashier_app.words import load_words
from tests.integration.migrating.old import MAPPING, OldProgramme

TWO = "Код;Карта;Телефон\n1;1001;89120000001\n2;1002;89120000002\n"

#: Reason → tables in which exactly one row is refused for it: (file, row).
EXAMPLES: dict[str, tuple[dict[str, str], tuple[str, int]]] = {
    "columns": ({"members": "Карта;ФИО\n1001;Анна\n1002;Борис;лишнее\n"}, ("members.csv", 3)),
    "no_identifier": ({"members": "ФИО;Карта\nАнна;\nБорис;1002\n"}, ("members.csv", 2)),
    "no_link": ({"members": TWO, "lots": "Карта;Баллы\n;10\n1001;10\n"}, ("lots.csv", 2)),
    "spoiled": ({"members": "Карта\n7,78912E+15\n1002\n"}, ("members.csv", 2)),
    "bad_card": ({"members": "Карта\n12\n1002\n"}, ("members.csv", 2)),
    "bad_phone": ({"members": "Телефон\n345-67-89\n89120000002\n"}, ("members.csv", 2)),
    "bad_email": ({"members": "Email\nанна собака почта\nboris@example.ru\n"}, ("members.csv", 2)),
    "bad_birthday": ({"members": "Карта;Дата рождения\n1001;31.02.1990\n1002;\n"}, ("members.csv", 2)),
    "bad_date": ({"members": TWO, "lots": "Карта;Баллы;Сгорают\n1001;10;скоро\n"}, ("lots.csv", 2)),
    "no_date": ({"members": TWO, "purchases": "Карта;Сумма;Дата\n1001;10;\n"}, ("purchases.csv", 2)),
    "future_date": ({"members": TWO, "purchases": "Карта;Сумма;Дата\n1001;10;22.11.2026\n"}, ("purchases.csv", 2)),
    "bad_points": ({"members": TWO, "lots": "Карта;Баллы\n1001;много\n"}, ("lots.csv", 2)),
    "decimals": ({"members": TWO, "lots": "Карта;Баллы\n1001;12,345\n1002;12,340\n"}, ("lots.csv", 2)),
    "too_large": ({"members": TWO, "lots": "Карта;Баллы\n1001;9999999999999\n"}, ("lots.csv", 2)),
    "negative": ({"members": TWO, "lots": "Карта;Баллы\n1001;-50\n"}, ("lots.csv", 2)),
    "life": (
        {"members": TWO, "lots": "Карта;Баллы;Дата начисления;Сгорают\n1001;5;01.02.2027;31.12.2026\n"},
        ("lots.csv", 2),
    ),
    "bad_sum": ({"members": TWO, "purchases": "Карта;Сумма;Дата\n1001;сто;01.10.2026\n"}, ("purchases.csv", 2)),
    "bad_uses": ({"members": TWO, "coupons": "Карта;Купон;Количество\n1001;cake;0\n"}, ("coupons.csv", 2)),
    "unknown_level": ({"members": "Карта;Уровень\n1001;Платиновая\n1002;Серебряная\n"}, ("members.csv", 2)),
    "unknown_state": ({"members": "Карта;Состояние\n1001;странное\n1002;активна\n"}, ("members.csv", 2)),
    "unknown_coupon": ({"members": TWO, "coupons": "Карта;Купон\n1001;Слон\n1002;Купон на торт\n"}, ("coupons.csv", 2)),
    "member_twice": ({"members": "Код;Карта\n1;1001\n2;1002\n1;1003\n"}, ("members.csv", 4)),
    "card_twice": ({"members": "Код;Карта\n1;1001\n2;1001\n"}, ("members.csv", 3)),
    "phone_twice": ({"members": "Код;Телефон\n1;89120000001\n2;+7 (912) 000-00-01\n"}, ("members.csv", 3)),
    "email_twice": ({"members": "Код;Email\n1;anna@example.ru\n2;ANNA@example.ru\n"}, ("members.csv", 3)),
    "lot_twice": ({"members": TWO, "lots": "Карта;Документ;Баллы\n1001;Н-1;5\n1002;Н-1;5\n"}, ("lots.csv", 3)),
    "purchase_twice": (
        {"members": TWO, "purchases": "Карта;Чек;Сумма;Дата\n1001;77;5;01.10.2026\n1002;77;5;01.10.2026\n"},
        ("purchases.csv", 3),
    ),
    "unknown_member": ({"members": TWO, "lots": "Карта;Баллы\n1003;10\n"}, ("lots.csv", 2)),
}


@pytest.mark.parametrize("reason", EXAMPLES)
def test_a_row_is_refused_for_its_reason_and_the_rest_is_taken(reason: str, old: OldProgramme) -> None:
    files, place = EXAMPLES[reason]
    result = old.run(**files)
    assert result.reasons == [(*place, reason)]
    assert result.report.outcome == "written"
    assert result.report.equal
    assert old.findings() == []


def test_without_the_choice_a_refused_row_stops_everything(old: OldProgramme) -> None:
    result = old.run(without_refused=False, members="Карта;Уровень\n1001;Платиновая\n1002;Серебряная\n")
    assert result.report.outcome == "refused_rows"
    assert old.rows(sa.select(tables.account)) == []


def test_what_hangs_on_a_refused_member_is_refused_with_it(old: OldProgramme) -> None:
    result = old.run(
        members="Код;Телефон;Дата рождения\n1;89120000001;31.02.1990\n2;89120000002;\n",
        cards="Владелец;Карта\n1;1001\n2;1002\n",
        lots="Владелец;Карта;Баллы\n1;;10\n;1001;20\n;1002;40\n",
    )
    assert result.reasons == [
        ("members.csv", 2, "bad_birthday"),
        ("cards.csv", 2, "member_refused"),
        ("lots.csv", 2, "member_refused"),
        ("lots.csv", 3, "member_refused"),
    ]
    assert result.refusals[2].value == "members.csv:2"
    assert result.total("points:2027-06-30") == (70, 30, 0, 0, 40)


def test_points_on_a_card_of_two_members_go_to_neither(old: OldProgramme) -> None:
    result = old.run(
        members="Код;Телефон\n1;89120000001\n2;89120000002\n",
        cards="Владелец;Карта\n1;1001\n2;1001\n2;1002\n",
        lots="Карта;Баллы\n1001;500\n1002;7\n",
    )
    assert result.reasons == [("cards.csv", 3, "card_twice"), ("lots.csv", 2, "disputed")]
    assert [row.balance for row in old.rows(sa.select(tables.lot))] == [700]


def test_who_is_registered_already_is_known_and_cards_of_strangers_are_refused(old: OldProgramme) -> None:
    bring(old, ("card", "1001"), ("phone", "89120000001"))
    bring(old, ("card", "1002"))
    bring(old, ("card", "1003"))
    result = old.run(
        members="Код;Телефон;Карта\n1;8 912 000-00-01;\n2;;1002, 1003\n3;89120000003;\n4;;1001\n",
        cards="Владелец;Карта\n3;1005\n1;1004\n3;1003\n",
        lots="Владелец;Карта;Баллы\n1;;10\n3;;20\n;1005;40\n",
    )
    assert result.reasons == [
        ("members.csv", 3, "two_owners"),
        ("members.csv", 5, "same_account"),
        ("cards.csv", 4, "card_twice"),
    ]
    assert result.total("members") == (4, 2, 0, 1, 1)
    assert result.total("card") == (6, 4, 0, 0, 2)
    owners = {row.value: row.account_id for row in old.rows(sa.select(tables.identifier))}
    assert owners["1004"] == owners["1001"] != owners["1005"] == owners["79120000003"]


def test_a_card_of_another_account_is_refused_and_what_hangs_on_it(old: OldProgramme) -> None:
    bring(old, ("card", "1001"), ("phone", "89120000001"))
    bring(old, ("card", "1003"))
    result = old.run(
        members="Код;Телефон\n1;89120000001\n",
        cards="Владелец;Карта\n1;1003\n1;1004\n",
        lots="Карта;Баллы\n1003;10\n1004;20\n",
    )
    assert result.reasons == [("cards.csv", 2, "known_to_another"), ("lots.csv", 2, "disputed")]


def test_nothing_is_brought_to_an_account_that_was_erased(old: OldProgramme) -> None:
    bring(old, ("card", "1001"))
    with old.database.write() as transaction:
        transaction.connection.execute(sa.update(tables.account).values(state="erased"))
    result = old.run(members="Карта\n1001\n1002\n")
    assert result.reasons == [("members.csv", 2, "closed")]


def test_balances_alone_find_members_that_are_registered_by_card_and_telephone(old: OldProgramme) -> None:
    bring(old, ("card", "1001"), ("phone", "89120000001"))
    result = old.run(lots="Карта;Телефон;Баллы;Сгорают\n1001;;10;\n;+79120000001;20;\n;89120000009;40;\n1001;;10;\n")
    assert result.reasons == [("lots.csv", 4, "unknown_member")]
    assert sorted(row.balance for row in old.rows(sa.select(tables.lot))) == [1000, 1000, 2000]
    assert old.findings() == []


def test_a_sum_that_was_brought_in_before_and_is_another_now_is_refused(old: OldProgramme) -> None:
    old.run(members=TWO, lots="Карта;Документ;Баллы\n1001;Н-1;5\n1002;;7\n")
    result = old.run(members=TWO, lots="Карта;Документ;Баллы\n1001;Н-1;6\n1002;;8\n")
    assert result.reasons == [("lots.csv", 2, "changed"), ("lots.csv", 3, "changed")]
    assert sorted(row.balance for row in old.rows(sa.select(tables.lot))) == [500, 700]


def test_what_has_expired_is_left_out_with_its_sum_told(old: OldProgramme) -> None:
    result = old.run(
        members=TWO,
        lots="Карта;Баллы;Сгорают\n1001;10,50;20.11.2026\n1002;5;21.11.2026\n",
        coupons="Карта;Купон;Сгорают\n1001;cake;01.01.2026\n1002;cake;\n",
    )
    assert result.reasons == [("lots.csv", 2, "expired"), ("coupons.csv", 2, "coupon_expired")]
    assert result.total("points:2026-11-20") == (10.5, 0, 10.5, 0, 0)
    # today is still a day of their life
    assert result.total("points:2026-11-21") == (5, 0, 0, 0, 5)
    assert result.total("coupon:cake") == (2, 0, 1, 0, 1)
    assert result.report.refused == 0


def test_a_card_repeated_on_its_member_is_taken_once(old: OldProgramme) -> None:
    result = old.run(members="Код;Карта\n1;1001\n", cards="Владелец;Карта\n1;1001\n1;1002\n")
    assert result.reasons == [("cards.csv", 2, "repeated")]
    assert result.total("card") == (3, 0, 1, 0, 2)


def test_a_telephone_of_the_family_is_left_out_by_choice(old: OldProgramme) -> None:
    family = "Код;Карта;Телефон\n1;1001;89120000001\n2;1002;89120000001\n3;;89120000001\n"
    result = old.run('same_phone = "leave_out"\n' + MAPPING, members=family)
    assert result.reasons == [
        ("members.csv", 3, "phone_shared"),
        ("members.csv", 4, "no_identifier"),
    ]
    assert result.total("phone") == (3, 1, 1, 0, 1)
    assert result.total("members") == (3, 1, 0, 0, 2)


def test_every_reason_has_an_example_and_words_in_russian() -> None:
    elsewhere = {"same_account", "two_owners", "known_to_another", "closed", "disputed", "member_refused", "changed"}
    assert REFUSALS.keys() == EXAMPLES.keys() | elsewhere
    words = load_words("ru")
    for reason in (*REFUSALS, *LEFT_OUT):
        said = reason_words(reason, words)
        assert any("а" <= letter <= "я" for letter in said), said


def bring(old: OldProgramme, *identifiers: tuple[str, str]) -> None:
    """Register somebody, as the till or an earlier import did."""
    record = MemberRecord(tuple(IdentifierRecord(kind, value) for kind, value in identifiers), "Кто-то")  # type: ignore[arg-type]
    with old.database.write() as transaction:
        members.bring_in(transaction, [("1", record)], "start", ["start"], "perm", members.Brought())
