"""Protocol 100 of Massa-K: packets as real scales exchanged them, and streams that were cut, mixed and broken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cashier_app.devices import massa_k
from cashier_app.devices.massa_k import PacketReader, Said, checksum, packet, understood
from cashier_app.devices.scales import Weight

#: Captured from a scale: the question and an empty platform at rest.
QUESTION = bytes.fromhex("F855CE0100232300")
ANSWER = bytes.fromhex("F855CE0D002400000000010100010000 0000FC23".replace(" ", ""))


def weight(grams: int, stable: int = 1, division: int = 1, tare: int = 0) -> bytes:
    data = grams.to_bytes(4, "little", signed=True) + bytes((division, stable, bool(tare), grams == 0))
    return packet(massa_k.ACK_MASSA, data + tare.to_bytes(4, "little", signed=True))


def said(*packets: bytes) -> list[Weight | Said | None]:
    return [understood(body) for body in PacketReader().feed(b"".join(packets))]


def test_packets_are_those_that_a_real_scale_exchanged() -> None:
    assert packet(massa_k.GET_MASSA) == QUESTION
    assert said(ANSWER) == [Weight(0, stable=True)]
    assert checksum(ANSWER[5:-2]) == 0x23FC


def test_weights_are_thousandths_whatever_the_division() -> None:
    assert said(weight(432)) == [Weight(432, stable=True)]
    assert said(weight(4327, division=0)) == [Weight(432, stable=True)]
    assert said(weight(43, division=2, stable=0)) == [Weight(430)]
    assert said(weight(3, division=3), weight(2, division=4)) == [Weight(300, stable=True), Weight(2000, stable=True)]
    assert said(weight(250, tare=15)) == [Weight(250, stable=True, tare=15)]
    short = packet(massa_k.ACK_MASSA, (299).to_bytes(4, "little") + bytes((1, 1, 0, 0)))
    assert said(short) == [Weight(299, stable=True)]


def test_what_cannot_be_sold_says_why() -> None:
    assert said(weight(-15)) == [Weight(-15, stable=True, trouble="under_zero")]
    assert said(packet(massa_k.ERROR, b"\x08")) == [Weight(0, trouble="overload")]
    assert said(packet(massa_k.ERROR, b"\x09"), packet(massa_k.ERROR, b"\x19")) == [
        Weight(0, trouble="not_weighing"),
        Weight(0, trouble="faulty"),
    ]
    assert said(packet(massa_k.ERROR, b"\x07"), packet(massa_k.NACK)) == [Said(massa_k.ERROR, 7), Said(massa_k.NACK)]
    assert not any(Weight(0, trouble=each).takable for each in ("overload", "faulty"))
    assert [Weight(net, stable=stable).takable for net, stable in ((1, True), (1, False), (0, True))] == [1, 0, 0]


def test_an_answer_of_a_strange_form_is_no_weight() -> None:
    assert said(weight(432, division=5)) == [None]
    assert said(weight(432, stable=2)) == [None]
    assert said(packet(massa_k.ACK_MASSA, b"\x00" * 7), packet(0x76, b"abc")) == [None, None]


@given(
    weights=st.lists(st.integers(-1000, 40_000), min_size=1, max_size=8),
    noise=st.lists(st.binary(max_size=6).filter(lambda noise: b"\xf8" not in noise), min_size=9, max_size=9),
    cuts=st.lists(st.integers(1, 30), max_size=30),
)
def test_every_weight_is_found_wherever_the_stream_is_cut(
    weights: list[int], noise: list[bytes], cuts: list[int]
) -> None:
    stream = noise[0] + b"".join(weight(each) + noise[n + 1] for n, each in enumerate(weights))
    reader, found = PacketReader(), []
    while stream:
        size = cuts.pop() if cuts else len(stream)
        found += [understood(body) for body in reader.feed(stream[:size])]
        stream = stream[size:]
    assert [each.net for each in found if isinstance(each, Weight)] == weights


@given(grams=st.integers(0, 15_000), at=st.integers(5, 19), bit=st.integers(0, 7))
def test_no_flipped_bit_makes_another_weight(grams: int, at: int, bit: int) -> None:
    broken = bytearray(weight(grams))
    broken[at] ^= 1 << bit
    reader = PacketReader()
    assert reader.feed(bytes(broken)) == []
    assert reader.feed(weight(77)) == [weight(77)[5:-2]], "the packet after a broken one is lost"
    assert reader.broken
