"""`cashier-app programme`: every error of a file, a programme in words, what a change means and whether it was told."""

from __future__ import annotations

import copy
import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cashier_app.cli import main
from cashier_app.console.changes import Change, changes
from cashier_app.console.findings import Finding, findings
from cashier_app.console.notice import notices, working_days
from cashier_app.console.showing import show
from cashier_app.loyalty.programme import Programme, load_programme
from cashier_app.loyalty.reading import BadDocument, everything_wrong, read_strictly
from cashier_app.words import load_words
from tests.unit.console.test_quote import EXAMPLES, SIX_LEVELS, mutated
from tests.unit.loyalty import made

Capture = pytest.CaptureFixture[str]
RU, EN = load_words("ru"), load_words("en")
BODY: dict[str, Any] = json.loads(SIX_LEVELS.read_text("utf-8"))


def changed(path: str, value: Any, body: dict[str, Any] = BODY) -> dict[str, Any]:
    """The reference programme with one place changed: `levels.ladder.2.discount`."""
    fresh = copy.deepcopy(body)
    place: Any = fresh
    *way, last = path.split(".")
    for step in way:
        place = place[int(step)] if step.isdigit() else place.setdefault(step, {})
    if last.isdigit():
        place[int(last)] = value
    else:
        place[last] = value
    return fresh


def loaded(body: dict[str, Any]) -> Programme:
    return load_programme(json.dumps(body).encode())


def told(body: dict[str, Any]) -> list[str]:
    """What changes from the six levels, in Russian, with plain spaces."""
    return [change.text(RU).replace("\u00a0", " ") for change in changes(loaded(BODY), loaded(body), RU)]


# --- validate --------------------------------------------------------------------------------------------


def test_all_errors_of_a_file_are_told_not_only_the_first(tmp_path: Path, home: Path, capsys: Capture) -> None:
    body = changed("levels.ladder.2.discount", 20_000)
    body["levels"]["ladder"][3]["name"] = {"ru": ""}
    body["colour"] = "red"
    del body["redemption"]["maximum_share"]
    body["rules"][0]["effect"]["kind"] = "give_away"
    bad, good = tmp_path / "bad.json", tmp_path / "good.json"
    bad.write_text(json.dumps(body), "utf-8")
    good.write_text(json.dumps(BODY), "utf-8")
    assert main(["--language", "en", "programme", "validate", str(bad), str(good)]) == 1
    said = capsys.readouterr().out
    assert f"{bad}: 6 errors" in said
    assert f"{good}: valid" in said
    for path in (
        "$.levels.ladder[2].discount: 20000; allowed there: int 0…10000",
        "$.levels.ladder[3].name.ru",
        "$.levels.ladder[3].name.en: —",
        "$.redemption.maximum_share: —",
        "$.rules[0].effect.kind",
        "$.colour",
    ):
        assert path in said


def test_contradictions_are_told_together(tmp_path: Path, home: Path, capsys: Capture) -> None:
    body = changed("levels.ladder.0.threshold", 5)
    body["rules"][1]["id"] = "silver"
    body["rules"][2]["exclusive"] = True
    body["rules"][2]["group"] = "g"
    file = tmp_path / "p.json"
    file.write_text(json.dumps(body), "utf-8")
    assert main(["programme", "validate", "--json", str(file)]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert [each["path"] for each in found["findings"]] == [
        "$.levels.ladder[0].threshold",
        "$.rules[1].id",
        "$.rules[2].group",
    ]


@given(data=st.data())
@settings(max_examples=250)
def test_everything_wrong_is_what_the_reader_refuses(data: st.DataObject) -> None:
    """No error is told of a file that reads; of one that does not the reader's own is among those told."""
    body = json.dumps(data.draw(mutated(json.loads(data.draw(st.sampled_from(EXAMPLES)).read_text("utf-8"))))).encode()
    wrong = everything_wrong(body, Programme)
    first: BadDocument | None = None
    try:
        read_strictly(body, Programme)
    except BadDocument as error:
        first = error
    assert (first is None) == (not wrong)
    if first is not None:
        bare = re.sub(r"\[.*?\]", "", str(first.details["path"]))
        assert bare in {re.sub(r"\[.*?\]", "", path) for path, _, _ in wrong}


def rule(effect: dict[str, Any], *conditions: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """A rule of a programme's JSON."""
    return {
        "id": rest.pop("id", "one"),
        "name": {"ru": rest.pop("name", "одно"), "en": "one"},
        "effect": effect,
        "conditions": list(conditions),
        **rest,
    }


OFF = {"kind": "percent_off", "percent": 500}
BACK = {"kind": "accrue_percent", "percent": 2000}
WARNINGS: tuple[tuple[str, Any, str], ...] = (
    ("levels.ladder.5.threshold", 99_000_000_000, "nobody buys for so much"),
    (
        "levels.ladder.5",
        {**BODY["levels"]["ladder"][4], "id": "x", "threshold": 12_000_000, "discount": 100},
        "$.levels.ladder[5]: the level gives less than the one below it",
    ),
    ("levels.ladder.2", {**BODY["levels"]["ladder"][1], "id": "x", "threshold": 600_000}, "nothing that the one below"),
    ("lots.life", {"kind": "date", "date": "2025-12-31"}, "$.lots.life: the points are over"),
    ("member_prices", {"enabled": False, "prices": {"a": 5}}, "card prices are named but not in force"),
    ("rules", [rule(OFF, {"kind": "dates", "last_day": "2025-01-01"})], "its days are over"),
    ("rules", [rule(OFF, {"kind": "promo_code", "codes": ["A"], "last_day": "2025-01-01"})], "its days are over"),
    (
        "rules",
        [rule(OFF, {"kind": "receipt_sum", "over": 500}, {"kind": "receipt_sum", "below": 501})],
        "both larger and smaller",
    ),
    (
        "rules",
        [rule(OFF, {"kind": "brands", "brands": ["A"]}, {"kind": "brands", "brands": ["B"]})],
        "brands: no purchase fulfils",
    ),
    (
        "rules",
        [rule(OFF, {"kind": "stores", "stores": ["A"]}, {"kind": "stores", "stores": ["A", "B"], "absent": True})],
        "stores: no purchase fulfils",
    ),
    (
        "rules",
        [rule(OFF, {"kind": "tags", "tags": ["a"]}, {"kind": "tags", "tags": ["a", "b"], "absent": True})],
        "have a mark and not to have it",
    ),
    ("rules", [rule(OFF, {"kind": "categories", "categories": ["Табак/Сигары"]})], "no discount touches"),
    ("rules", [rule(BACK, {"kind": "categories", "categories": ["Табак"]})], "earn no points"),
    ("rules", [rule({"kind": "accrue_percent", "percent": 50})], "no more than every level gives"),
    ("rules", [rule({"kind": "percent_off", "percent": 10_000})], "gives the goods away"),
    ("rules", [rule({"kind": "percent_off", "percent": 0})], "it gives 0 %"),
    ("rules", [rule({"kind": "accrue_fixed", "points": 5000})], "the same points for every receipt"),
    ("rules", [rule({"kind": "gift", "products": ["a"]}, {"kind": "birthday"})], "a limit a birthday is missing"),
    ("rules", [rule({"kind": "multiply", "times": 1000})], "more than 100 %"),
    ("rules", [rule({"kind": "accrue_per_amount", "points": 10_100, "amount": 10_000})], "more than 100 %"),
    ("rules", [rule({"kind": "give_coupon", "coupon": "x"})], "no rule takes the coupon"),
    ("rules", [rule(OFF, {"kind": "coupon", "coupon": "x"})], "no rule gives its coupon"),
    ("rules", [rule(OFF), rule(BACK, id="two")], "the same name"),
    ("rules", [rule(OFF, group="g")], "nothing else is in its group"),
    (
        "rules",
        [
            rule(OFF, id="all", name="все", exclusive=True),
            rule({"kind": "percent_off", "percent": 400}, {"kind": "member"}, id="few", name="карта", exclusive=True),
        ],
        "$.rules[1]: it never counts: “one” holds whenever it does",
    ),
)


@pytest.mark.parametrize(("path", "value", "said"), WARNINGS, ids=[f"{n}" for n in range(len(WARNINGS))])
def test_what_is_hardly_meant_is_warned_of(
    path: str, value: Any, said: str, tmp_path: Path, home: Path, capsys: Capture
) -> None:
    file = tmp_path / "p.json"
    file.write_text(json.dumps(changed(path, value)), "utf-8")
    assert main(["--language", "en", "programme", "validate", str(file)]) == 0
    assert said in capsys.readouterr().out
    assert main(["programme", "validate", "--strict", str(file)]) == 1
    russian = capsys.readouterr().out
    assert "предупреждение: $" in russian
    assert "{" not in russian


def test_points_that_nobody_may_spend() -> None:
    body = changed("redemption.maximum_share", 0)
    for level in body["levels"]["ladder"]:
        level["maximum_share"] = 0
    assert Finding("warning", "$.redemption.maximum_share", "points are given but can never be spent") in findings(
        json.dumps(body).encode(), EN
    )


def test_the_six_levels_has_nothing_to_warn_of() -> None:
    assert findings(SIX_LEVELS.read_bytes(), RU) == []


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_example_is_valid(file: Path) -> None:
    assert {found.kind for found in findings(file.read_bytes(), RU)} <= {"warning"}


# --- show ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
@pytest.mark.parametrize("words", [RU, EN], ids=["ru", "en"])
def test_a_programme_is_told_whole(file: Path, words: Any) -> None:
    programme = load_programme(file.read_bytes())
    text = "\n".join(show(programme, words))
    assert "{" not in text.replace("{date}", "")
    assert "}" not in text.replace("{date}", "")
    for level in programme.levels.ladder:
        assert f"  {level.name.in_language(words.language)} " in text
    for each in programme.rules:
        assert re.search(rf"\. [«“]{re.escape(each.name.in_language(words.language))}[»”]: ", text)


def test_a_marketer_reads_the_six_levels(home: Path, capsys: Capture) -> None:
    assert main(["programme", "show", str(SIX_LEVELS)]) == 0
    text = capsys.readouterr().out.replace("\u00a0", " ")
    for line in (
        "Ромашка, версия 1, с 01.01.2026",
        "  Серебро     15 000,00 ₽    10 %    5 %        30 %",
        "  Серебро, категории: Бытовая химия: скидка 5 %",
        "  Считаются покупки за последние 12 месяцев; повышение сразу; "
        "когда покупок не хватает, уровень понижается на одну ступень",
        "  Баллы доступны со следующего дня, живут 365 дней",
        "  Баллами нельзя платить за: категории: Алкоголь, Табак; метки: sale",
    ):
        assert line in text.splitlines()
    assert main(["programme", "show", "--language", "en", str(SIX_LEVELS)]) == 0
    assert "Silver" in capsys.readouterr().out


def test_a_wrong_file_is_refused_with_its_name(tmp_path: Path, home: Path, capsys: Capture) -> None:
    file = tmp_path / "p.json"
    file.write_text("{}")
    for arguments in (["show", str(file)], ["diff", str(SIX_LEVELS), str(file)]):
        assert main(["--language", "en", "programme", *arguments]) == 1
        assert f"{file}: $.version" in capsys.readouterr().err


# --- diff ------------------------------------------------------------------------------------------------

DIFFERENCES: tuple[tuple[str, Any, str], ...] = (
    ("levels.ladder.2.discount", 800, "Серебро: скидка 10 % → 8 % (хуже)"),
    ("levels.ladder.2.discount", 1100, "Серебро: скидка 10 % → 11 % (лучше)"),
    ("levels.ladder.2.threshold", 1_000_000, "Серебро: покупки от 15 000,00 ₽ → 10 000,00 ₽ (лучше)"),
    ("levels.ladder.2.accrual", None, "Серебро: баллы 5 % → как везде (1 %) (хуже)"),
    ("levels.ladder.2.maximum_share", 2000, "Серебро: можно оплатить баллами 30 % → 20 % (хуже)"),
    ("levels.ladder.2.name", {"ru": "Сереб", "en": "S"}, "Сереб: название Серебро → Сереб (нейтрально)"),
    ("levels.window", {"kind": "year"}, "Уровни: какие покупки считаются за последние 12 месяцев → с 1 января (хуже)"),
    ("levels.fall", "never", "Уровни: понижение понижается на одну ступень → не понижается (лучше)"),
    ("levels.rise", "next_day", "Уровни: повышение сразу → со следующего дня (хуже)"),
    (
        "levels.exclude",
        {"tags": ["sale"]},
        "Уровни: без скидки категории: Молочные продукты; метки: sale → метки: sale (лучше)",
    ),
    ("redemption.minimum", 10_000, "Списание: минимум 50 баллов → 100 баллов (хуже)"),
    ("redemption.cost_floor", 0, "Списание: не ниже себестоимости плюс — → 0 % (хуже)"),
    ("points.kopecks_per_point", 200, "Баллы: цена балла 1,00 ₽ → 2,00 ₽ (лучше)"),
    (
        "lots.life",
        {"kind": "days", "days": 180},
        "Баллы доступны со следующего дня, живут 365 дней → доступны со следующего дня, живут 180 дней (хуже)",
    ),
    ("enrolment.over", 200_000, "Регистрация: предлагается от суммы больше — → 2 000,00 ₽ (лучше)"),
    ("returns.debt", "clamp", "Возвраты: уже потраченные баллы становятся долгом → прощаются (лучше)"),
    ("rules.0.effect.percent", 4000, "Правило «последний день»: скидка 30 % → скидка 40 % (лучше)"),
    (
        "rules.1.conditions.1.at_least",
        400_000,
        "Правило «большая корзина»: условие чек от 3 000,00 ₽ → чек от 4 000,00 ₽ (хуже)",
    ),
    ("rules.1.priority", 1, "Правило «большая корзина»: место в порядке 50 → 1 (изменено)"),
    (
        "rules.1.caps",
        [{"per": "member", "period": "day", "amount": 3}],
        "Правило «большая корзина»: лимит на участника в день — → 3 раза (хуже)",
    ),
    ("member_prices.prices", {"tea": 5000}, "Цены по карте: tea из каталога → 50,00 ₽ (изменено)"),
)


@pytest.mark.parametrize(("path", "value", "said"), DIFFERENCES, ids=[each[0] for each in DIFFERENCES])
def test_a_change_is_told_as_a_marketer_says_it(path: str, value: Any, said: str) -> None:
    assert told(changed(path, value)) == [said]


def test_rules_and_levels_that_come_and_go() -> None:
    body = copy.deepcopy(BODY)
    gone = body["rules"].pop(0)
    body["rules"].append(rule(BACK, id="fresh", name="свежее"))
    body["levels"]["ladder"].pop(3)
    said = told(body)
    assert "Золото: уровня больше нет (хуже)" in said
    assert any(line.startswith(f"правила больше нет: «{gone['name']['ru']}»: ") and "(хуже)" in line for line in said)
    assert any(line.startswith("новое правило: «свежее»: 20 % баллами") and "(лучше)" in line for line in said)


def test_values_that_read_alike_are_told_apart() -> None:
    many = [f"product-{n}" for n in range(20)]
    first = changed("redemption.exclude", {"products": many})
    second = changed("redemption.exclude", {"products": [*many[:-1], "zebra"]})
    (change,) = changes(loaded(first), loaded(second), RU)
    assert change.new.endswith("(+zebra, \u2212product-19)")
    other = changed("levels.ladder.2.name", {"ru": "Серебро", "en": "Argent"})
    assert told(other) == ["Серебро: название Серебро / Silver → Серебро / Argent (нейтрально)"]


def test_a_condition_that_goes_is_better_one_that_comes_is_worse() -> None:
    fewer = changed("rules.1.conditions", BODY["rules"][1]["conditions"][:2])
    assert [change.verdict for change in changes(loaded(BODY), loaded(fewer), RU)] == ["better"]
    assert [change.verdict for change in changes(loaded(fewer), loaded(BODY), RU)] == ["worse"]


def parts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every struct of a programme with its place."""
    if isinstance(value, msgspec.Struct):
        yield path, value
        for field in value.__struct_fields__:
            yield from parts(getattr(value, field), (*path, field))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from parts(item, (*path, place))


def with_part(value: Any, path: tuple[Any, ...], part: Any) -> Any:
    """A programme with one struct of it replaced."""
    if not path:
        return part
    step, *rest = path
    if isinstance(step, int):
        return (*value[:step], with_part(value[step], tuple(rest), part), *value[step + 1 :])
    return replace(value, **{step: with_part(getattr(value, step), tuple(rest), part)})


#: What is no term of the programme: numbers of versions and dates of validity are told in the heading.
UNTOLD = {((), "version"), ((), "valid_from")}
IDS = {"id"}


def another(value: Any) -> Any:
    """A value of the same kind that differs; None where there is none."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"{value}x"
        case datetime.date():
            return value + datetime.timedelta(days=1)
        case frozenset():
            return value | {datetime.date(2026, 5, 1) if any(isinstance(v, datetime.date) for v in value) else "new"}
        case dict():
            return {**value, "new": 5}
        case _:
            return None


def test_every_field_of_a_programme_is_compared() -> None:
    """Whatever a marketer may change is told."""
    kitchen = json.loads((Path(__file__).parent / "everything.json").read_text("utf-8"))
    programme = loaded(kitchen)
    seen = 0
    for path, part in parts(programme):
        for field in part.__struct_fields__:
            fresh = another(getattr(part, field))
            if fresh is None or (path, field) in UNTOLD or field in IDS:
                continue
            seen += 1
            other = with_part(programme, path, replace(part, **{field: fresh}))
            found = _compared(programme, other)
            assert found, f"a change of {'.'.join(map(str, path))}.{field} is not told"
    assert seen > 100


def _compared(old: Programme, new: Programme) -> list[Change]:
    try:
        return changes(old, new, EN)
    except (ValueError, KeyError):
        # a word that no literal knows: the comparison reached it
        return [Change("", "", "", "", "changed")]


@given(old=made.programmes(), new=made.programmes())
@settings(max_examples=60)
def test_the_other_way_round_better_is_worse(old: Programme, new: Programme) -> None:
    assume(old != new)
    turned = {"better": "worse", "worse": "better"}
    forth, back = changes(old, new, EN), changes(new, old, EN)
    assert forth
    expected = sorted(turned.get(change.verdict, change.verdict) for change in forth)
    assert sorted(change.verdict for change in back) == expected


@given(programme=made.programmes())
@settings(max_examples=30)
def test_nothing_changes_from_a_version_to_itself(programme: Programme) -> None:
    assert changes(programme, programme, RU) == []


# --- notice ----------------------------------------------------------------------------------------------


def test_working_days_leave_out_weekends_and_holidays() -> None:
    friday = datetime.date(2026, 11, 20)
    assert working_days(friday, datetime.date(2026, 11, 27), frozenset()) == 5
    assert working_days(friday, datetime.date(2026, 11, 23), frozenset()) == 1
    assert working_days(friday, friday, frozenset()) == 0
    assert working_days(friday, datetime.date(2026, 11, 27), frozenset({datetime.date(2026, 11, 24)})) == 4
    assert working_days(datetime.date(2026, 12, 1), friday, frozenset()) == 0


PROMISE = {"better_working_days": 5, "worse_days": 45}


@pytest.mark.parametrize(
    ("discount", "on", "kept", "earliest"),
    [
        (800, "2026-11-17", True, "2027-01-01"),
        (800, "2026-11-18", False, "2027-01-02"),
        (1100, "2026-12-25", True, "2027-01-01"),
        (1100, "2026-12-26", False, "2027-01-02"),
        (1100, "2026-12-28", False, "2027-01-02"),
        (1000, "2026-12-31", True, ""),
    ],
)
def test_the_promised_notice(discount: int, on: str, kept: bool, earliest: str) -> None:
    """Worse terms 45 days before, better ones five working days; told on the day itself is told too late."""
    old = loaded(changed("notice", PROMISE))
    body = changed("levels.ladder.2.discount", discount, changed("notice", PROMISE))
    new = loaded({**body, "version": 2, "valid_from": "2027-01-01"})
    promises = notices(old, new, changes(old, new, RU), datetime.date.fromisoformat(on))
    assert all(promise.is_kept for promise in promises) is kept
    assert [promise.earliest.isoformat() for promise in promises] == ([earliest] if earliest else [])


def test_holidays_lengthen_the_notice() -> None:
    promise = {**PROMISE, "holidays": ["2026-12-31"]}
    old = loaded(changed("notice", promise))
    new = loaded({**changed("levels.ladder.2.discount", 1100, changed("notice", promise)), "valid_from": "2027-01-01"})
    (kept,) = notices(old, new, changes(old, new, RU), datetime.date(2026, 12, 25))
    assert not kept.is_kept
    assert kept.given == 4
    assert kept.earliest == datetime.date(2027, 1, 2)


def test_the_command_warns_and_strictly_fails(tmp_path: Path, home: Path, capsys: Capture) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(changed("notice", PROMISE)), "utf-8")
    body = changed("levels.ladder.2.discount", 800, changed("notice", PROMISE))
    new.write_text(json.dumps({**body, "version": 2, "valid_from": "2027-01-01"}), "utf-8")
    late = ["programme", "diff", str(old), str(new), "--on", "2026-12-01"]
    assert main(late) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Хуже для покупателя\n  Серебро: скидка 10 % → 8 % (хуже)\n" in said
    assert (
        "СРОК УВЕДОМЛЕНИЯ НЕ СОБЛЮДЁН. Ухудшение условий: с 01.12.2026 до 01.01.2027 31 день, обещано 45 дней" in said
    )
    assert "начинать не раньше 15.01.2027" in said
    assert main([*late, "--strict"]) == 1
    assert main([*late[:-1], "2026-11-01", "--strict"]) == 0
    capsys.readouterr()
    assert main([*late, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kept"], told["changes"][0]["verdict"]) == (False, "worse")
    assert main(["--language", "en", *late[:-1], "1.12.2026"]) == 1
    assert "not a day" in capsys.readouterr().err
    assert main(["--language", "en", "programme", "diff", str(old), str(old)]) == 0
    assert "Nothing changes for buyers" in capsys.readouterr().out
