"""Somebody who has never seen the program types at a command line: every slip is answered in words and an exit code.

Real processes, in both languages; the sentence is compared whole.
"""

from __future__ import annotations

import gzip
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from cashier_app.storage.lock import FolderLock
from tests.integration.sync.strange import StrangeServer, http

RESOURCES: Final = Path(__file__).resolve().parents[2] / "resources"
CATALOGUE: Final = RESOURCES / "demo" / "catalogue.csv"


class Stranger:
    """Runs the program in a home of its own, without a screen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"

    def types(self, *arguments: str, language: str = "ru", **variables: str) -> tuple[int, str]:
        """The exit code, and all that was said; a traceback is never said."""
        gone = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        environment = {name: value for name, value in os.environ.items() if name not in gone}
        environment |= {"CASHIER_HOME": str(self.home), "CASHIER_UI_LANGUAGE": language, **variables}
        done = subprocess.run(
            [sys.executable, "-m", "cashier_app", *arguments],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stdout
        return done.returncode, done.stdout.strip()


@pytest.fixture
def stranger(tmp_path: Path) -> Stranger:
    """A stranger at an empty folder."""
    return Stranger(tmp_path)


# --- wrong usage is exit code 2, with what is right ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "russian", "english"),
    [
        (
            ("dance",),
            "cashier-app: ошибка: COMMAND: 'dance' не подходит, можно: "
            "'run', 'demo', 'server', 'member', 'migrate', 'import', 'join', 'provision', 'programme', 'export', "
            "'report', 'quote', 'receipt', 'what-if', 'simulate', 'backup', 'restore', 'doctor', 'update', 'config'. "
            "Справка: cashier-app --help",
            "cashier-app: error: argument COMMAND: invalid choice: 'dance' "
            "(choose from 'run', 'demo', 'server', 'member', 'migrate', 'import', 'join', 'provision', 'programme', "
            "'export', 'report', 'quote', 'receipt', 'what-if', 'simulate', 'backup', 'restore', 'doctor', 'update', "
            "'config')",
        ),
        (
            ("run", "--fast"),
            "cashier-app run: ошибка: лишнее или с опечаткой: --fast. Справка: cashier-app run --help",
            "cashier-app run: error: unrecognized arguments: --fast",
        ),
        (
            ("import", "catalogue"),
            "cashier-app import catalogue: ошибка: не указано: path. Справка: cashier-app import catalogue --help",
            "cashier-app import catalogue: error: the following arguments are required: path",
        ),
        (
            ("server", "run", "--port", "first"),
            "cashier-app server run: ошибка: --port: 'first' не подходит, нужен тип int. "
            "Справка: cashier-app server run --help",
            "cashier-app server run: error: argument --port: invalid int value: 'first'",
        ),
    ],
)
def test_wrong_usage(stranger: Stranger, arguments: tuple[str, ...], russian: str, english: str) -> None:
    for language, expected in (("ru", russian), ("en", english)):
        code, said = stranger.types(*arguments, language=language)
        assert code == 2
        assert said.splitlines()[-1] == expected


def test_nothing_typed_shows_the_help(stranger: Stranger) -> None:
    code, said = stranger.types()
    assert code == 2
    assert "Касса, которая продаёт и без сети" in said
    assert "товары и группы из файлов" in said


@pytest.mark.parametrize(
    "arguments", [["run"], ["demo"], ["import"], ["server"], ["server", "run"], ["join"], ["config"]]
)
def test_every_command_has_help_in_ones_language(stranger: Stranger, arguments: list[str]) -> None:
    code, said = stranger.types(*arguments, "--help")
    assert code == 0
    assert said.startswith("запуск: cashier-app")
    assert "показать эту справку" in said
    for english in ("usage", "options:", "show this help", "serve tills", "list "):
        assert english not in said
    assert stranger.types(*arguments, "--help", language="en")[1].startswith("usage: cashier-app")


# --- the till ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variables", "russian", "english"),
    [
        (
            {},
            "Нет экрана, на котором можно показать кассу. "
            "Запустите кассу на рабочем столе этого компьютера, а не через удалённую командную строку.",
            "There is no screen to show the till on. "
            "Start it on the desktop of this computer, not over a remote command line.",
        ),
        (
            {"DISPLAY": ":4711"},
            "Экран «:4711» не отвечает. Войдите на рабочий стол этого компьютера и запустите кассу там.",
            "The screen “:4711” does not answer. Log in to the desktop of this computer and start the till there.",
        ),
    ],
)
def test_run_without_a_screen(stranger: Stranger, variables: dict[str, str], russian: str, english: str) -> None:
    assert stranger.types("run", **variables) == (1, russian)
    assert stranger.types("run", language="en", **variables) == (1, english)


# --- import --------------------------------------------------------------------------------------------------------


def _folder(path: Path) -> None:
    path.mkdir()


def _empty(path: Path) -> None:
    path.touch()


def _png(path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (8, 8), "red").save(path, "PNG")


def _empty_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w"):
        pass


def _cut_gzip(path: Path) -> None:
    path.write_bytes(gzip.compress(CATALOGUE.read_bytes())[:400])


def _doctype(path: Path) -> None:
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><КоммерческаяИнформация>&x;</КоммерческаяИнформация>',
        encoding="utf-8",
    )


def _cut_xml(path: Path) -> None:
    path.write_text('<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация><Каталог>', encoding="utf-8")


def _web_page(path: Path) -> None:
    path.write_text("<html><body>404</body></html>")


def _table_of_something(path: Path) -> None:
    path.write_text("год;население\n1897;125640021\n", encoding="utf-8")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


NO_GOODS: Final = (
    "В «{path}» нет ни товаров, ни предложений. "
    "Укажите файл CSV или CommerceML с товарами (import.xml) или предложениями (offers.xml).",
    "“{path}” holds no goods and no offers. "
    "Give a CSV file, or CommerceML with goods (import.xml) or offers (offers.xml).",
)

#: Name of the file, how it is made, the sentence in both languages.
NONSENSE: Final[dict[str, tuple[str, Callable[[Path], None], tuple[str, str]]]] = {
    "nothing there": (
        "goods.csv",
        lambda path: None,
        (
            "Нет файла или папки «{path}». Укажите файл CSV, файл CommerceML либо папку или zip с ними.",
            "There is no “{path}”. Give a CSV file, a CommerceML file, or a folder or zip of them.",
        ),
    ),
    "an empty folder": ("goods", _folder, NO_GOODS),
    "an empty file": (
        "goods.csv",
        _empty,
        ("Файл «{path}» пуст. Выгрузите файл заново.", "“{path}” is empty. Export the file again."),
    ),
    "a zip of no bytes": (
        "goods.zip",
        _empty,
        ("Файл «{path}» пуст. Выгрузите файл заново.", "“{path}” is empty. Export the file again."),
    ),
    "a zip of no files": ("goods.zip", _empty_zip, NO_GOODS),
    "a picture": (
        "goods.png",
        _png,
        (
            "«{path}» — не таблица и не CommerceML. Сохраните товары в CSV или CommerceML и укажите этот файл.",
            "“{path}” is neither a table nor CommerceML. Save the goods as CSV or CommerceML and give that file.",
        ),
    ),
    "a picture named as a table": (
        "goods.csv",
        _png,
        (
            "«{path}» — не таблица и не CommerceML. Сохраните товары в CSV или CommerceML и укажите этот файл.",
            "“{path}” is neither a table nor CommerceML. Save the goods as CSV or CommerceML and give that file.",
        ),
    ),
    "a gzip cut short": (
        "goods.csv.gz",
        _cut_gzip,
        (
            "Файл «goods.csv.gz» не читается или не распаковывается. Ничего не изменено. "
            "Скопируйте или выгрузите файл заново, без пароля.",
            "“goods.csv.gz” cannot be read or unpacked. Nothing was changed. "
            "Copy or export the file again, without a password.",
        ),
    ),
    "XML with a DOCTYPE": (
        "import.xml",
        _doctype,
        (
            "В файле «import.xml» есть DOCTYPE (строка 1), за ним может скрываться атака. Ничего не изменено. "
            "Выгрузите файл заново без него.",
            "“import.xml” declares a DOCTYPE (line 1), which can hide an attack. Nothing was changed. "
            "Export the file again without it.",
        ),
    ),
    "XML cut short": (
        "import.xml",
        _cut_xml,
        (
            "Файл «import.xml» обрывается: строка 1, столбец 72. Ничего не изменено. "
            "Скопируйте или выгрузите файл заново.",
            "“import.xml” ends in the middle, at line 1, column 72. Nothing was changed. "
            "Copy or export the file again.",
        ),
    ),
    "a web page": ("import.xml", _web_page, NO_GOODS),
    "a table of something else": (
        "goods.csv",
        _table_of_something,
        (
            "Первая строка файла «goods.csv» не называет столбцы: «год;население». "
            "Нужен заголовок: как минимум «наименование» и «штрихкод» или «код».",
            "The first line of “goods.csv” does not name the columns: “год;население”. "
            "A header with at least “наименование” (name) and “штрихкод” (barcode) or “код” (id) is needed.",
        ),
    ),
    "a pipe that never ends": (
        "goods.csv",
        _pipe,
        (
            "«{path}» — не файл и не папка. Укажите файл CSV, файл CommerceML либо папку или zip с ними.",
            "“{path}” is neither a file nor a folder. Give a CSV file, a CommerceML file, or a folder or zip of them.",
        ),
    ),
}


@pytest.mark.parametrize("case", NONSENSE)
def test_import_of_nonsense(stranger: Stranger, case: str) -> None:
    name, make, sentences = NONSENSE[case]
    path = stranger.folder / name
    make(path)
    for language, expected in zip(("ru", "en"), sentences, strict=True):
        assert stranger.types("import", "catalogue", str(path), language=language) == (1, expected.format(path=path))


def test_import_beside_a_running_till(stranger: Stranger) -> None:
    folder = stranger.home / "data" / "till"
    folder.mkdir(parents=True)
    running = FolderLock(folder / "till.lock")
    code, said = stranger.types("import", "catalogue", str(CATALOGUE))
    assert (code, said) == (
        1,
        f"Касса на этом компьютере уже запущена (процесс {os.getpid()}). "
        "Перейдите в её окно или закройте его; загрузка товаров закончится сама.",
    )
    running.release()
    code, said = stranger.types("import", "catalogue", str(CATALOGUE))
    assert code == 0


# --- the server ----------------------------------------------------------------------------------------------------


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        yield holder.getsockname()[1]


def test_a_server_on_a_taken_port(stranger: Stranger) -> None:
    with taken_port() as port:
        assert stranger.types("server", "run", "--port", str(port)) == (
            1,
            f"Сервер не может слушать 127.0.0.1:{port}: порт занят другой программой. "
            "Укажите другой порт через --port (0 — любой свободный) или другой адрес через --host.",
        )
        assert stranger.types("server", "run", "--port", str(port), language="en") == (
            1,
            f"The server cannot listen on 127.0.0.1:{port}: another program holds this port. "
            "Give another port with --port (0: any free one) or another --host.",
        )


def test_a_server_on_a_port_that_is_none(stranger: Stranger) -> None:
    assert stranger.types("server", "run", "--port", "99999") == (
        1,
        "Порта 99999 не бывает. Укажите через --port число от 1 до 65535, 0 — любой свободный.",
    )


ANSWERS: Final = {
    "500": (
        http("500 Internal Server Error", b"Traceback"),
        "Сервер сообщает о своей неисправности",
        "The server reports a failure of its own",
    ),
    "HTML": (
        http("200 OK", b"<html>Welcome</html>"),
        "По этому адресу отвечает не сервер лояльности",
        "What answers at this address is not the loyalty server",
    ),
    "half a JSON": (
        http("200 OK", b'{"key": "ab', "application/json"),
        "По этому адресу отвечает не сервер лояльности",
        "What answers at this address is not the loyalty server",
    ),
    "nothing": (b"", "Нет связи с сервером", "The server cannot be reached"),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_joining_what_is_no_server(stranger: Stranger, case: str) -> None:
    answer, russian, english = ANSWERS[case]
    with StrangeServer(answer) as server:
        assert stranger.types("join", "ABCD-1234", CASHIER_SERVER_URL=server.url) == (
            1,
            f"{russian} ({server.url}). Проверьте адрес и сеть и попробуйте снова.",
        )
        assert stranger.types("join", "ABCD-1234", language="en", CASHIER_SERVER_URL=server.url) == (
            1,
            f"{english} ({server.url}). Check the address and the network, then try again.",
        )


def test_joining_nobody(stranger: Stranger) -> None:
    assert stranger.types("join", "ABCD-1234") == (
        1,
        "В настройках нет сервера лояльности. "
        f"Укажите url в разделе [server] файла {stranger.home}/settings.toml и попробуйте снова.",
    )


# --- settings ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "russian", "english"),
    [
        (
            '[till]\nnumber = "two"\n',
            'значение till.number = "two" не подходит. Допустимо целое число от 1 до 9999.',
            'till.number = "two" does not fit. A whole number from 1 to 9999 is allowed.',
        ),
        (
            '[ui]\nsize = "big"\n',
            'значение ui.size = "big" не подходит. Допустим текст такого вида: "1024x768", "full".',
            'ui.size = "big" does not fit. A text of this form is allowed: "1024x768", "full".',
        ),
        (
            '[server]\nurl = "ftp://loyalty"\n',
            'значение server.url = "ftp://loyalty" не подходит. '
            'Допустим текст такого вида: "https://loyalty.example.ru".',
            'server.url = "ftp://loyalty" does not fit. A text of this form is allowed: "https://loyalty.example.ru".',
        ),
        (
            '[[printers]]\ntransport = "pigeon"\n',
            'значение printers[0].transport = "pigeon" не подходит. '
            "Допустимо одно из: tcp, serial, usb, cups, windows, device, file.",
            'printers[0].transport = "pigeon" does not fit. '
            "One of these is allowed: tcp, serial, usb, cups, windows, device, file.",
        ),
        (
            "till = 5\n",
            "значение till = 5 не подходит. Допустим раздел с ключами: number, folder, backups.",
            "till = 5 does not fit. A section with these keys is allowed: number, folder, backups.",
        ),
        (
            '[shop]\nzone = "Mars/Olympus"\n',
            'значение shop.zone = "Mars/Olympus" не подходит. '
            "Допустимо название часового пояса IANA, например Europe/Moscow.",
            'shop.zone = "Mars/Olympus" does not fit. '
            "A name of the IANA time zones is allowed, for example Europe/Moscow.",
        ),
        (
            "[tiill]\nnumber = 1\n",
            "настройки tiill нет. "
            "Здесь допустимы: shop, till, server, node, authority, scanner, scanners, scale, display, terminal, "
            "printers, selling, sale_hours, vat_rates, reports, updates, backups, training, gift_cards, ui, log.",
            "there is no setting tiill. "
            "These keys are allowed there: shop, till, server, node, authority, scanner, scanners, scale, display, "
            "terminal, printers, selling, sale_hours, vat_rates, reports, updates, backups, training, gift_cards, ui, "
            "log.",
        ),
    ],
)
def test_settings_that_do_not_fit(stranger: Stranger, settings: str, russian: str, english: str) -> None:
    stranger.home.mkdir()
    file = stranger.home / "settings.toml"
    file.write_text(settings)
    for language, expected in (("ru", russian), ("en", english)):
        assert stranger.types("config", language=language) == (1, f"{file}: {expected}")


def test_settings_that_are_no_text(stranger: Stranger) -> None:
    stranger.home.mkdir()
    (stranger.home / "settings.toml").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    assert stranger.types("run") == (
        1,
        f"Настройки из {stranger.home}/settings.toml — не текст в UTF-8. "
        "Исправьте файл или уберите его, чтобы начать с настроек по умолчанию.",
    )


@pytest.mark.parametrize(("text", "place"), [("[till\nnumber = 1\n", (1, 6)), ('[shop]\nname = "Ромашка', (2, 16))])
def test_settings_that_are_no_toml(stranger: Stranger, text: str, place: tuple[int, int]) -> None:
    stranger.home.mkdir()
    (stranger.home / "settings.toml").write_text(text, encoding="utf-8")
    assert stranger.types("run") == (
        1,
        f"Настройки из {stranger.home}/settings.toml испорчены: строка {place[0]}, столбец {place[1]}. "
        "Исправьте файл или уберите его, чтобы начать с настроек по умолчанию.",
    )


def test_a_variable_with_a_slip_names_its_likely_neighbours(stranger: Stranger) -> None:
    code, said = stranger.types("config", CASHIER_TILL_NUBER="1")
    assert code == 1
    assert said.startswith("CASHIER_*: настройки CASHIER_TILL_NUBER нет. Здесь допустимы: CASHIER_TILL_NUMBER, ")


# --- the demo ------------------------------------------------------------------------------------------------------


def test_a_fresh_demo_leaves_one_that_goes_on_its_shop(stranger: Stranger) -> None:
    shop = stranger.home / "data" / "demo"
    shop.mkdir(parents=True)
    (shop / "settings.toml").write_text("# somebody's shop")
    going_on = FolderLock(shop / "demo.lock")
    code, said = stranger.types("demo", "--fresh", QT_QPA_PLATFORM="vnc")
    going_on.release()
    assert code == 1
    assert said.startswith(f"Касса на этом компьютере уже запущена (процесс {os.getpid()})")
    assert (shop / "settings.toml").read_text() == "# somebody's shop"
