"""Codes of half a minute are those of RFC 6238, and only those near now are taken."""

from __future__ import annotations

import pytest

from cashier_app.core.one_time import base32, code_at, matching_step, step_of

#: RFC 6238, appendix B: the secret of its SHA-256 column.
SECRET = b"12345678901234567890123456789012"


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (59, "46119246"),
        (1111111109, "68084774"),
        (1111111111, "67062674"),
        (1234567890, "91819424"),
        (2000000000, "90698825"),
        (20000000000, "77737706"),
    ],
)
def test_codes_are_those_of_the_standard(second: int, code: str) -> None:
    assert code_at(SECRET, step_of(second * 1000)) == code
    assert matching_step(SECRET, code, second * 1000) == second // 30


def test_a_code_is_taken_half_a_minute_before_and_after_and_no_further() -> None:
    step = 1000
    code = code_at(SECRET, step)
    taken = [matching_step(SECRET, code, (step + late) * 30_000) for late in (-2, -1, 0, 1, 2)]
    assert taken == [None, step, step, step, None]


@pytest.mark.parametrize("code", ["", "1", "4611924", "461192460", "٤٦١١٩٢٤٦", "46119247"])
def test_anything_else_is_wrong(code: str) -> None:
    assert matching_step(SECRET, code, 59_000) is None


def test_a_secret_is_told_as_telephones_take_it() -> None:
    assert base32(SECRET) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA"
