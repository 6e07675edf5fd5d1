"""How server, scanner and printer stand, in words."""

from __future__ import annotations

import pytest

from cashier_app.config import Printer, Server
from cashier_app.core.clock import MINUTE
from cashier_app.devices.printing import PrinterStatus
from cashier_app.devices.scan import scan_of
from cashier_app.devices.serial_scanner import ScannerStatus
from cashier_app.sync.state import TROUBLES, SyncState, Trouble
from cashier_app.till import diagnosing
from cashier_app.words import load_words

EN = load_words("en")
ZONE = "Europe/Moscow"
NOW = 1_795_000_000_000


def server(
    state: SyncState | None, url: str = "http://shop:8377", paired: bool = True, node_url: str = ""
) -> diagnosing.Finding:
    return diagnosing.server_finding(state, Server(url=url, node_url=node_url), paired, NOW, ZONE, EN)


def test_a_server_that_answers_is_good() -> None:
    found = server(SyncState(online=True, last_sync=NOW - 5000, trouble="none"))
    assert (found.standing, found.way_out) == ("good", "")


def test_offline_names_the_age_of_the_last_exchange_and_the_queue() -> None:
    found = server(SyncState(online=False, last_sync=NOW - 12 * MINUTE, waiting=7, trouble="unreachable"))
    facts = dict(found.facts)
    assert found.standing == "warning"
    assert "12 min" in facts["Last exchange"]
    assert facts["Waiting to be sent"] == "7"
    assert "Sell on" in found.way_out


@pytest.mark.parametrize("trouble", TROUBLES)
def test_every_trouble_has_words_and_only_none_is_good(trouble: Trouble) -> None:
    found = server(SyncState(online=trouble == "none", trouble=trouble))
    assert found.text
    assert (found.standing == "good") == (trouble == "none")


def test_what_the_server_set_aside_is_an_error_even_while_it_answers() -> None:
    found = server(SyncState(online=True, trouble="none", rejected=1))
    assert found.standing == "error"
    assert dict(found.facts)["Set aside by the server"] == "1"


def test_a_till_without_server_and_one_that_is_not_paired_differ() -> None:
    assert server(None, url="").standing == "off"
    unpaired = server(None, paired=False)
    assert unpaired.standing == "warning"
    assert "join" in unpaired.way_out


def test_a_scan_shows_its_control_characters_and_a_long_one_both_its_ends() -> None:
    scan = scan_of(b"]d2010460\x1d21abc", "serial:x", NOW)
    facts = dict(diagnosing.scanner_finding(ScannerStatus("ready"), "x", scan, NOW, ZONE, EN).facts)
    assert facts["It read"] == "010460[GS]21abc"
    assert facts["Kind of code (AIM)"] == "]d2"
    shown = diagnosing.shown_code("a" * 2000 + "end")
    assert len(shown) <= 40
    assert shown.endswith("end")


def test_a_printer_without_paper_is_an_error_with_a_way_out() -> None:
    printer = Printer(address="10.0.0.5:9100")
    found = diagnosing.printer_finding(PrinterStatus("down", "paper_out"), printer, EN)
    assert found.standing == "error"
    assert found.way_out
    assert diagnosing.printer_finding(PrinterStatus("ready"), printer, EN).standing == "good"
    assert diagnosing.printer_finding(PrinterStatus("ready", near_end=True), printer, EN).standing == "warning"
    assert diagnosing.printer_finding(None, None, EN).standing == "off"


def test_a_till_with_a_node_says_who_answers() -> None:
    node = "http://10.0.0.2:8377"
    with_node = SyncState(online=True, trouble="none", last_sync=NOW)
    past = SyncState(online=True, trouble="none", last_sync=NOW, past_node=True, node_trouble="unreachable")
    offline = SyncState(online=False, trouble="unreachable")
    answers = [dict(server(each, node_url=node).facts)["Who answers"] for each in (with_node, past, offline)]
    assert answers == ["the store node", "the central server alone", "nobody"]
    assert server(past, node_url=node).standing == "warning"
    assert "Who answers" not in dict(server(with_node).facts)
