"""The quick page: laid out by a right, in order, in folders one deep; pictures made small once and kept."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cashier_app.cli import main
from cashier_app.core.errors import WorldError
from cashier_app.till.opening import Till
from cashier_app.till.pictures import LARGEST_FILE, SIDE, NoPictures, PictureUnreadable, picture_files, small_picture
from cashier_app.till.quick_goods import BadFolderName
from cashier_app.till.rights import NeedsPermission
from tests.integration.till.shop import MILK, PIN

InWords = Callable[[WorldError], str]


def names(till: Till, folder: str = "") -> list[str]:
    """What stands in a folder."""
    return [tile.name for tile in till.quick_goods.tiles(folder).result(10)]


def draw(path: Path, size: tuple[int, int] = (800, 600), mode: str = "RGB") -> Path:
    """A picture's file."""
    Image.new(mode, size, (200, 30, 30, 128)[: len(mode)]).save(path)
    return path


def test_goods_and_folders_stand_in_the_order_they_were_put_and_moved(till: Till) -> None:
    quick = till.quick_goods
    bread = quick.add("bread").result(10)
    folder = quick.add_folder("  Кофе  и чай ").result(10)
    quick.add("coffee", folder).result(10)
    quick.add("bag").result(10)
    assert names(till) == ["Хлеб", "Кофе и чай", "Пакет"]
    assert names(till, folder) == ["Кофе"]
    quick.move(bread, 1).result(10)
    assert names(till) == ["Кофе и чай", "Хлеб", "Пакет"]
    quick.move(folder, -1).result(10)
    assert names(till) == ["Кофе и чай", "Хлеб", "Пакет"], "it is the first already"
    quick.rename(folder, "Горячее").result(10)
    quick.remove(bread).result(10)
    assert names(till) == ["Горячее", "Пакет"]
    quick.remove(folder).result(10)
    assert (names(till), names(till, folder)) == (["Пакет"], [])
    assert till.journal.latest().result(30)[0].act == "quick_goods"


def test_goods_off_sale_leave_the_page(till: Till) -> None:
    from msgspec.structs import replace

    till.quick_goods.add("bread").result(10)
    row = till.reader.product_by_id("bread")
    assert row is not None
    till.database.worker.call(lambda unit: unit.goods.put([replace(row, deleted=True, digest=b"gone")], []))
    assert names(till) == []


@pytest.mark.parametrize("name", ["", "   ", "я" * 41])
def test_a_folder_has_a_name(till: Till, in_words: InWords, name: str) -> None:
    with pytest.raises(BadFolderName) as refused:
        till.quick_goods.add_folder(name)
    in_words(refused.value)


def test_only_a_manager_lays_it_out(till: Till) -> None:
    cashier = next(user for user in till.people.everybody() if user.role == "cashier")
    till.people.log_in(cashier.user_id, PIN).result(30)
    with pytest.raises(NeedsPermission):
        till.quick_goods.add("bread")


# --- pictures --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "mode", "kind"), [("a.jpg", "RGB", "JPEG"), ("a.png", "RGBA", "PNG")])
def test_a_picture_is_made_small(tmp_path: Path, name: str, mode: str, kind: str) -> None:
    body = small_picture(draw(tmp_path / name, mode=mode))
    with Image.open(BytesIO(body)) as made:
        assert (made.format, made.size) == (kind, (SIDE, SIDE * 3 // 4))
    assert len(body) < 30_000


def test_what_is_no_picture_is_said_so(tmp_path: Path, in_words: InWords) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(draw(tmp_path / "whole.jpg").read_bytes()[:300])
    text = tmp_path / "text.png"
    text.write_text("no picture")
    huge = tmp_path / "huge.png"
    with huge.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    for path in (broken, text, huge, tmp_path / "absent.png"):
        with pytest.raises(PictureUnreadable) as refused:
            small_picture(path)
        assert path.name in in_words(refused.value)
    with pytest.raises(NoPictures) as none:
        picture_files(tmp_path / "nowhere")
    in_words(none.value)


def test_a_folder_of_pictures_is_taken_by_code_article_and_id(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name in (MILK, "K-1", "bag", "kefir-500"):
        draw(folder / f"{name}.png", (64, 64))
    (folder / "wine.jpg").write_text("broken")
    till.close()
    monkeypatch.setenv("CASHIER_TILL_FOLDER", str(till.database.folder))
    monkeypatch.setenv("CASHIER_HOME", str(tmp_path / "home"))
    assert main(["import", "pictures", str(folder)]) == 3
    told = capsys.readouterr()
    assert "3" in told.out
    assert "kefir-500.png" in told.err
    assert "wine.jpg" in told.err
    from cashier_app.storage.database import Database

    with Database.open(till.database.folder) as database:
        asked = "SELECT owner FROM picture WHERE length(body) > 0"
        kept = database.worker.call(lambda unit: unit.meta._link.driver.execute(asked).fetchall())
        assert {owner for (owner,) in kept} == {"milk", "coffee", "bag"}
