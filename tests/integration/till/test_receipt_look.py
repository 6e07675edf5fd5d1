"""The shop's template at the till: kept, printed, journalled; a broken one never holds up a sale."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from cashier_app.documents.plain import plain_text
from cashier_app.documents.template import BadTemplate
from cashier_app.storage.errors import DiskFull
from cashier_app.till.opening import Till
from cashier_app.till.receipt_look import LedByFile
from cashier_app.till.rights import NeedsPermission
from tests.clock import ManualClock
from tests.faults import full_disk
from tests.integration.till.shop import MILK, PIN, SETTINGS, found_shop, open_shop, scan

OWN = "[header]\n* {shop}\n[footer]\nВы сэкономили время, {cashier}\n"


def sold(till: Till) -> str:
    """The slip of a sale of milk for cash."""
    till.selling.scan(scan(MILK))
    till.paying.start()
    till.paying.pay_cash("5000").result(30)
    job = till.printing.latest().result(30)[0]
    return plain_text(till.printing.document(job.job_id).result(30))


def test_a_template_kept_on_the_screen_is_printed_at_once_and_after_a_restart(
    tmp_path: Path, clock: ManualClock
) -> None:
    till = found_shop(tmp_path, clock)
    assert "Спасибо!" in sold(till)
    till.look.keep(OWN).result(30)
    slip = sold(till)
    assert "Вы сэкономили время, Орлова Вера" in slip
    assert "Спасибо!" not in slip
    record = till.journal.latest().result(30)[0]
    assert record.act == "receipt_text_changed"
    till.close()
    till = open_shop(tmp_path, clock)
    assert till.look.begin_with() == OWN
    till.people._enter(next(user for user in till.people.everybody() if user.role == "administrator"))
    assert "Вы сэкономили время" in sold(till)
    till.look.keep("").result(30)
    assert "Спасибо!" in sold(till)
    till.close()


def test_a_template_with_mistakes_is_not_kept(till: Till) -> None:
    with pytest.raises(BadTemplate):
        till.look.keep("[footer]\n{shpo}")
    assert till.look.template is None


def test_what_could_not_be_written_is_not_printed_either(till: Till, expect_log: Callable[[str], None]) -> None:
    expect_log("no backup")  # one begins with every shift, and may meet the fault
    with full_disk(), pytest.raises(DiskFull):
        till.look.keep(OWN).result(30)
    assert "Спасибо!" in sold(till)


def test_only_a_manager_changes_what_buyers_read(till: Till) -> None:
    cashier = next(user for user in till.people.everybody() if user.role == "cashier")
    till.people.log_in(cashier.user_id, PIN).result(30)
    with pytest.raises(NeedsPermission):
        till.look.keep(OWN)


def test_a_file_named_in_the_settings_leads(tmp_path: Path, clock: ManualClock) -> None:
    path = tmp_path / "receipt.txt"
    path.write_text("[footer]\nИз файла\n", "utf-8")
    settings = msgspec.structs.replace(SETTINGS, shop=msgspec.structs.replace(SETTINGS.shop, template=str(path)))
    till = found_shop(tmp_path / "till", clock, settings)
    assert "Из файла" in sold(till)
    with pytest.raises(LedByFile):
        till.look.keep(OWN)
    till.close()


@pytest.mark.parametrize("content", [None, b"[footer]\n{shpo}", b"\xff\xfe"], ids=["absent", "mistakes", "no text"])
def test_a_broken_template_never_holds_up_a_sale(
    content: bytes | None, tmp_path: Path, clock: ManualClock, expect_log: Callable[[str], None]
) -> None:
    expect_log("receipts come out without the shop's template")
    path = tmp_path / "receipt.txt"
    if content is not None:
        path.write_bytes(content)
    settings = msgspec.structs.replace(SETTINGS, shop=msgspec.structs.replace(SETTINGS.shop, template=str(path)))
    till = found_shop(tmp_path / "till", clock, settings)
    assert "Спасибо!" in sold(till)
    till.close()


def test_a_sample_is_shown_as_it_would_be_printed(till: Till) -> None:
    text = plain_text(till.look.tried("[footer]\nУровень {level}", "member"))
    assert "РОМАШКА" in text
    assert "Уровень Серебро" in text
