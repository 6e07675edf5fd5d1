"""Check digits, and the one form in which codes of goods are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.catalog.codes import check_digit, expand_upc_e, gtins, has_check_digit, has_luhn_digit, in_store


@given(st.text("0123456789", min_size=7, max_size=13))
def test_a_check_digit_fits_and_every_misread_digit_is_noticed(body: str) -> None:
    code = body + check_digit(body)
    assert has_check_digit(code)
    for place, digit in enumerate(code):
        other = str((int(digit) + 1) % 10)
        assert not has_check_digit(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("code", ["4006381333931", "73513537", "036000291452", "10614141000415"])
def test_check_digits_of_known_codes(code: str) -> None:
    assert has_check_digit(code)
    assert gtins(code)[0] == code.zfill(14)


@pytest.mark.parametrize(
    ("upc_e", "upc_a"),
    [
        ("04252614", "042100005264"),  # last digit 1: three digits behind the zeros
        ("00123430", "001200000340"),  # 3
        ("00123541", "001230000051"),  # 4
        ("01234565", "012345000065"),  # 5 to 9
    ],
)
def test_upc_e_gets_its_zeros_back(upc_e: str, upc_a: str) -> None:
    assert expand_upc_e(upc_e) == upc_a


@pytest.mark.parametrize("code", ["04252615", "24252614", "0425261", "0425261x"])
def test_what_is_no_upc_e_is_not_expanded(code: str) -> None:
    assert expand_upc_e(code) is None


def test_nothing_but_the_lengths_of_gtin_is_a_gtin() -> None:
    assert gtins("123") == gtins("46012345678") == gtins("0000000000000") == ()


def test_luhn_tells_a_misread_card() -> None:
    assert has_luhn_digit("79927398713")
    assert not has_luhn_digit("79927398710")


@pytest.mark.parametrize(
    ("gtin", "expected"), [("02000018987155", True), ("04601234567893", False), ("00000020000004", True)]
)
def test_numbers_that_the_shop_gave_itself(gtin: str, expected: bool) -> None:
    assert in_store(gtin) is expected
