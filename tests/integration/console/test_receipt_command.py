"""`cashier-app receipt`: a template is tried before a buyer meets it."""

from __future__ import annotations

import email
from email.policy import default
from pathlib import Path

import pytest
from PIL import Image

from cashier_app.cli import main
from cashier_app.documents.template import NAMES
from tests.clock import ManualClock
from tests.integration.till.shop import MILK, found_shop, scan

GOOD = """[header]
* {shop}
[footer]
До уровня «{next_level}» осталось {to_next_level}
{if from 2000-01-01} Сгорит {burning_points}
{if return} Приходите ещё
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASHIER_HOME", str(tmp_path))
    (tmp_path / "settings.toml").write_text(
        '[shop]\nname = "РОМАШКА"\naddress = "ул. Ленина, 12"\nfooter = ["Из настроек"]\n', "utf-8"
    )
    return tmp_path


def preview(home: Path, text: str, *more: str) -> int:
    (home / "receipt.txt").write_text(text, "utf-8")
    return main(["receipt", "preview", "--template", str(home / "receipt.txt"), *more])


def test_a_template_is_tried_on_a_sample(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert preview(home, GOOD, "--columns", "32") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].strip() == "РОМАШКА"
    assert max(len(line) for line in lines if "CASHIER:" not in line) <= 32
    told = " ".join(" ".join(lines).split())
    assert "До уровня «Золото» осталось 1 681,82 ₽" in told
    assert "Сгорит 210 баллов" in told
    assert "Не является фискальным документом" in told
    assert not any(text in told for text in ("Приходите ещё", "Из настроек"))
    assert preview(home, GOOD, "--sample", "return") == 0
    assert "Приходите ещё" in capsys.readouterr().out
    assert preview(home, GOOD, "--sample", "stranger") == 0
    assert "До уровня" not in capsys.readouterr().out


def test_without_a_template_the_settings_are_shown(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["receipt", "preview"]) == 0
    told = capsys.readouterr().out
    assert all(text in told for text in ("РОМАШКА", "ул. Ленина, 12", "Из настроек"))


def test_every_mistake_is_told_with_its_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert preview(home, "[header]\n{shpo}\n{if fri} а\nхорошо\n{ean13 1}\n") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert [line.split(":")[0] for line in told.err.splitlines()] == ["Строка 2", "Строка 3", "Строка 5"]
    assert "может быть, {shop}?" in told.err


def test_a_file_that_is_no_text_or_not_there_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "receipt.txt").write_bytes("шапка".encode("cp1251"))
    assert main(["receipt", "preview", "--template", str(home / "receipt.txt")]) == 1
    assert main(["receipt", "preview", "--template", str(home / "absent.txt")]) == 1
    assert preview(home, GOOD, "--png", str(home / "no" / "folder.png")) == 1
    told = capsys.readouterr().err
    assert "UTF-8" in told
    assert "такого файла" in told or "нет" in told
    assert "записать" in told


def test_picture_pdf_and_letter(home: Path) -> None:
    files = {kind: home / f"slip.{kind}" for kind in ("png", "pdf", "eml")}
    asked = ["--png", str(files["png"]), "--pdf", str(files["pdf"]), "--mail", str(files["eml"])]
    assert preview(home, GOOD, *asked) == 0
    with Image.open(files["png"]) as drawn:
        assert drawn.format == "PNG"
    assert files["pdf"].read_bytes().startswith(b"%PDF-1.4")
    letter = email.message_from_bytes(files["eml"].read_bytes(), policy=default)
    text, attached = list(letter.iter_parts())
    assert letter["Subject"] == "Чек 1187"
    assert text.get_content_type() == "text/plain"
    assert "РОМАШКА" in text.get_content()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_payload(decode=True) == files["pdf"].read_bytes()


def test_a_receipt_of_the_till_is_shown_again(
    home: Path, clock: ManualClock, capsys: pytest.CaptureFixture[str]
) -> None:
    till = found_shop(home / "data" / "till", clock)
    till.selling.scan(scan(MILK))
    till.paying.start()
    till.paying.pay_cash("5000").result(30)
    asked = ["--pdf", str(home / "slip.pdf"), "--mail", str(home / "slip.eml"), "--to", "anna@example.ru", "--text"]
    assert main(["receipt", "show", "1", *asked]) == 0, "while the till runs"
    told = capsys.readouterr().out
    till.close()
    assert "Чек 1" in told
    assert "Молоко" in told
    assert (home / "slip.pdf").read_bytes().startswith(b"%PDF")
    letter = email.message_from_bytes((home / "slip.eml").read_bytes(), policy=default)
    assert (letter["To"], letter["From"], letter["Subject"]) == ("anna@example.ru", None, "Чек 1")
    assert main(["receipt", "show", "77"]) == 1
    assert "нет слипа чека 77" in capsys.readouterr().err


def test_the_language_is_told_and_what_it_begins_with_is_a_template(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["receipt", "words"]) == 0
    told = capsys.readouterr().out
    assert all("{" + name + "}" in told for name in NAMES)
    assert main(["receipt", "template"]) == 0
    assert preview(home, capsys.readouterr().out) == 0
    assert "Из настроек" in capsys.readouterr().out
