"""Members from files: registered once, known again by any card, refused with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from cashier_app.server import tables
from cashier_app.server.members import (
    NO_BIRTHDAY,
    NO_IDENTIFIER,
    NO_POINTS,
    NO_SUCH_LEVEL,
    TWO_OWNERS,
    IdentifierRecord,
    LotRecord,
    MemberRecord,
    MembersUnreadable,
    initials,
    masked,
    read_members,
)
from tests.integration.server.running import RunningServer, member

DEMO = Path(__file__).resolve().parents[3] / "resources" / "demo" / "members.json"


def identifiers(*pairs: tuple[str, str]) -> tuple[IdentifierRecord, ...]:
    return tuple(IdentifierRecord(kind, value) for kind, value in pairs)  # type: ignore[arg-type]


def accounts(server: RunningServer) -> int:
    return len(server.rows(sa.select(tables.account)))


def test_the_same_member_again_changes_nothing(server: RunningServer) -> None:
    record = MemberRecord(identifiers(("card", "7789"), ("phone", "+7 912 000-00-01")), "Анна К", "03-14")
    assert server.bring(record).taken == 1
    assert server.bring(record).unchanged == 1
    # the same telephone, written as people do
    again = MemberRecord(identifiers(("phone", "8 (912) 000 00 01"), ("card", "7790")), "Анна К")
    assert server.bring(again).changed == 1
    assert accounts(server) == 1
    rows = server.rows(sa.select(tables.identifier).order_by(tables.identifier.c.masked))
    assert [(row.kind, row.masked) for row in rows] == [("phone", "..0001"), ("card", "..7789"), ("card", "..7790")]


def test_points_of_a_file_are_given_once(server: RunningServer) -> None:
    record = member("7789", lots=(LotRecord("10,50"), LotRecord(3, expires_in_days=5)))
    server.bring(record)
    server.bring(record)
    assert sorted(server.balances().values()) == [300, 1050]
    assert server.findings() == []


def test_refusals_have_reasons_and_the_rest_goes_in(server: RunningServer) -> None:
    server.bring(member("1111"), member("2222"))
    brought = server.bring(
        MemberRecord(identifiers(("card", "1111"), ("card", "2222"))),
        member("3333", level="emperor"),
        member("4444", lots=(LotRecord("-5"),)),
        member("5555"),
    )
    assert (brought.taken, [reason for _, reason in brought.refused]) == (1, [TWO_OWNERS, NO_SUCH_LEVEL, NO_POINTS])
    assert accounts(server) == 3


def test_a_json_file_names_the_place_of_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "members.json"
    good = {"identifiers": [{"kind": "card", "value": "7789"}], "birthday": "1990-02-29"}
    bad = [{"identifiers": []}, {**good, "birthday": "14.03"}, {**good, "shoe_size": 43}, {"identifiers": 1}]
    file.write_text("\ufeff" + json.dumps([good, *bad]), encoding="utf-8")
    read = dict(read_members(file))
    assert isinstance(read["1"], MemberRecord)
    assert read["1"].birthday == "02-29"
    assert (read["2"], read["3"]) == (NO_IDENTIFIER, NO_BIRTHDAY)
    assert "shoe_size" in str(read["4"])
    assert "$.identifiers" in str(read["5"])


@pytest.mark.parametrize("content", [b"", b"{", b"PNG\x00\x00", b"a,b\n1,2\n", b'{"members": 1}'])
def test_a_file_that_is_no_list_of_members_is_refused_whole(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x"
    file.write_bytes(content)
    with pytest.raises(MembersUnreadable):
        list(read_members(file))
    with pytest.raises(MembersUnreadable):
        list(read_members(tmp_path / "missing"))


def test_the_demo_shop_s_members_go_in_whole(server: RunningServer) -> None:
    read = list(read_members(DEMO))
    assert len(read) >= 50
    assert [reason for _, reason in read if isinstance(reason, str)] == []
    brought = server.bring(*(record for _, record in read if isinstance(record, MemberRecord)))
    assert brought.refused == []
    assert server.findings() == []


def test_a_till_sees_initials_and_the_end_of_a_number_only() -> None:
    assert [initials(name) for name in ("Анна Кузнецова", "Анна", "", "Ли Си Цын")] == ["Анна К.", "Анна", "", "Ли С."]
    assert masked("phone", "79120000001") == "..0001"
    assert masked("email", "anna@example.ru") == "a…@example.ru"
