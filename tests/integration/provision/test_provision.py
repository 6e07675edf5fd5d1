"""One file of answers: a till that joins, logs in, scans and sells; refusals at once; again, and from half way."""

from __future__ import annotations

import io
import stat
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier_app import cli
from cashier_app.clock import SystemClock
from cashier_app.config import Places
from cashier_app.config_file import load_settings
from cashier_app.provision.answers import Answers
from cashier_app.provision.reading import AnswersRefused, describe_answers, read_answers
from cashier_app.server import nodes
from cashier_app.till.opening import Till, open_till
from cashier_app.till.people import OldPin, hash_pin
from cashier_app.words import load_words
from tests.integration.server.running import RunningServer, ServerProcess
from tests.integration.till.shop import scan
from tests.released.files import TILLS, lay_till

ROOT = Path(__file__).resolve().parents[3]
PROGRAMME = ROOT / "resources" / "programmes" / "reference.json"
GOODS = "id;Наименование;Цена;Штрихкод\n1;Молоко;94,90;4600000000015\n2;Хлеб;52,50;4600000000022\n"
MILK = "4600000000015"

ANSWERS = """
[shop]
name = "РОМАШКА"
store = "perm-1"
zone = "Asia/Yekaterinburg"
logo = "logo.png"
[till]
number = 7
[server]
url = "{url}"
[scanner]
port = "auto"
[[printers]]
address = "127.0.0.1:9"
[ui]
theme = "dark"
[join]
code = "env:CODE"
[administrator]
name = "Орлова Вера"
pin = "stdin"
[catalogue]
file = "goods.csv"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What an installer brings along."""
    brought = tmp_path / "brought"
    brought.mkdir()
    (brought / "goods.csv").write_text(GOODS, encoding="utf-8")
    (brought / "logo.png").write_bytes(b"a picture")
    return brought


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server on this machine that has a programme."""
    running = RunningServer(tmp_path / "loyalty.db", SystemClock())
    running.publish(PROGRAMME)
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
def process(server: RunningServer, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of the same as a process of its own, and a pairing code of the store."""
    code = server.pair("perm-1")
    server.stop()
    process = ServerProcess(server.place, tmp_path / "server")
    try:
        yield process.start(), code
    finally:
        process.stop()
        server.start()


def answers(folder: Path, text: str) -> Path:
    file = folder / "answers.toml"
    file.write_text(text, encoding="utf-8")
    return file


def provision(monkeypatch: pytest.MonkeyPatch, *words: str, stdin: str = "4711\n") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
    return cli.main(["--language", "en", "provision", *words])


def opened(home: Path) -> Till:
    places = Places.of(home)
    settings = load_settings(places, {})
    return open_till(settings, places.till_folder(settings), SystemClock(), load_words("ru"))


def contents(home: Path) -> dict[str, bytes]:
    """Every file that answers have made, but what a mere start changes."""
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and "logs" not in path.parts and "data" not in path.parts
    }


# --- from one file to a till that sells --------------------------------------------------------------------


def test_a_till_is_set_up_from_one_file_and_sells(
    folder: Path,
    home: Path,
    process: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    url, code = process
    monkeypatch.setenv("CODE", code)
    file = answers(folder, ANSWERS.format(url=url))
    assert provision(monkeypatch, str(file), "--dry-run") == 4
    assert not Places.of(home).data.exists(), "a rehearsal writes nothing"
    assert not Places.of(home).settings_file.exists()
    assert provision(monkeypatch, str(file)) == 0, capsys.readouterr()
    before = contents(home)

    till = opened(home)
    try:
        settings = till.settings
        assert (settings.shop.name, settings.till.number, settings.ui.theme) == ("РОМАШКА", 7, "dark")
        assert Path(settings.shop.logo).read_bytes() == b"a picture"
        assert Path(settings.shop.logo).parent == home
        assert till.sync_store.membership().store == "perm-1"
        (person,) = till.people.everybody()
        assert (person.name, person.role) == ("Орлова Вера", "administrator")
        till.people.log_in(person.user_id, "4711").result(30)
        assert till.people.has_one_time_pin(person.user_id)
        with pytest.raises(OldPin):
            till.people.change_pin(person.user_id, "4711").result(30)
        till.people.change_pin(person.user_id, "9090").result(30)
        assert not till.people.has_one_time_pin(person.user_id)
        till.shifts.open("1000").result(30)
        till.selling.scan(scan(MILK))
        till.paying.start()
        till.paying.pay_cash("100").result(30)
        assert till.selling.receipt.lines == ()
    finally:
        till.close()
    again = opened(home)
    assert not again.people.has_one_time_pin(person.user_id)
    again.close()

    capsys.readouterr()
    assert provision(monkeypatch, str(file)) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[1].split(" (")[0] for line in told[:-1]] == ["so already"] * 5
    assert contents(home) == before, "a second run changes nothing"
    assert provision(monkeypatch, str(file), "--dry-run") == 0


def test_what_fails_leaves_the_rest_done_and_is_taken_up_again(
    folder: Path,
    home: Path,
    server: RunningServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    url, code = server.url, server.pair("perm-1")
    monkeypatch.setenv("CODE", code)
    file = answers(folder, ANSWERS.format(url="http://127.0.0.1:9"))
    assert provision(monkeypatch, str(file)) == 1
    said = capsys.readouterr()
    assert "First administrator: done (Орлова Вера)" in said.out
    assert "Joining the loyalty server: failed. The server cannot be reached" in said.err
    assert said.err.rstrip().endswith("the same command goes on from here")

    answers(folder, ANSWERS.format(url=url))
    assert provision(monkeypatch, str(file)) == 1, "the wrong address is a setting that is there already"
    assert "Setting server.url: set otherwise" in capsys.readouterr().out
    assert provision(monkeypatch, str(file), "--overwrite") == 0
    told = capsys.readouterr().out
    assert "First administrator: so already" in told
    assert "Goods: so already" in told
    assert f"Joining the loyalty server: done ({url})" in told


def test_what_somebody_has_set_since_is_told_and_stays(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    places = Places.of(home)
    places.settings_file.parent.mkdir(parents=True, exist_ok=True)
    places.settings_file.write_text('# mine\n[shop]\nname = "ЛАВКА" # old sign\n', encoding="utf-8")
    file = answers(folder, '[shop]\nname = "РОМАШКА"\ninn = "5902123456"\n')
    assert provision(monkeypatch, str(file)) == 3
    assert 'Setting shop.name: set otherwise ("ЛАВКА" ≠ "РОМАШКА")' in capsys.readouterr().out
    kept = places.settings_file.read_text(encoding="utf-8")
    assert kept.startswith("# mine\n")
    assert '"ЛАВКА" # old sign' in kept
    assert 'inn = "5902123456"' in kept
    assert provision(monkeypatch, str(file), "--overwrite") == 0
    assert tomllib.loads(places.settings_file.read_text(encoding="utf-8"))["shop"]["name"] == "РОМАШКА"


def test_people_who_work_here_are_left_alone(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers(folder, f'[administrator]\nname = "Орлова Вера"\npin_hash = "{hash_pin("5823")}"\n')
    assert provision(monkeypatch, str(file)) == 0
    till = opened(home)
    (person,) = till.people.everybody()
    till.people.log_in(person.user_id, "5823").result(30)
    assert not till.people.has_one_time_pin(person.user_id), "whoever made the hash knows the PIN"
    till.close()
    answers(folder, '[administrator]\nname = "Другая Анна"\npin = "5823"\n')
    assert provision(monkeypatch, str(file)) == 3
    assert "Орлова Вера work here already" in capsys.readouterr().out


def test_a_till_that_an_older_version_left_is_asked_in_its_new_tables(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_till(TILLS[0], Places.of(home).data / "till")
    file = answers(folder, '[administrator]\nname = "Новая Анна"\npin = "5823"\n')
    assert provision(monkeypatch, str(file)) == 3, "people who work here are found, and nobody is begun a second time"
    assert "work here already" in capsys.readouterr().out


def test_nothing_is_begun_while_the_till_runs(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers(folder, '[shop]\nname = "РОМАШКА"\n')
    till = opened(home)
    try:
        assert provision(monkeypatch, str(file)) == 1
    finally:
        till.close()
    assert not Places.of(home).settings_file.exists()
    assert "is already running" in capsys.readouterr().err


# --- servers -----------------------------------------------------------------------------------------------


def test_a_server_publishes_and_a_store_node_joins_it(
    folder: Path,
    home: Path,
    server: RunningServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    url = server.url
    (folder / "programme.json").write_bytes(PROGRAMME.read_bytes())
    file = answers(folder, '[install]\nmachine = ["server"]\n[programme]\nfile = "programme.json"\nauthor = "me"\n')
    assert provision(monkeypatch, str(file)) == 0, capsys.readouterr()
    assert provision(monkeypatch, str(file)) == 0
    assert "Loyalty programme: so already" in capsys.readouterr().out

    with server.database.write() as transaction:
        code = nodes.make_pairing_code(transaction, "perm-1", kind="store")
    monkeypatch.setenv("CASHIER_HOME", str(tmp_path / "node"))
    text = f'[install]\nmachine = ["store_node"]\n[node]\nupstream = "{url}"\n[store_node]\ncode = "{code}"\n'
    assert provision(monkeypatch, str(answers(folder, text))) == 0, capsys.readouterr()
    assert provision(monkeypatch, str(file)) == 0
    assert "Joining the central server as a store node: so already" in capsys.readouterr().out


# --- what does not fit ---------------------------------------------------------------------------------------

REFUSED = {
    "a slip of the key": ('[administrator]\nnme = "Анна"\n', ["no setting administrator.nme", "pin_hash"]),
    "a slip of the section": ("[joinn]\n", ["no setting joinn", "store_node"]),
    "a setting out of its bounds": ("[till]\nnumber = 0\n", ["till.number = 0", "from 1 to 9999"]),
    "no such profile": ('[[printers]]\naddress = "a"\nprofile = "none"\n', ["printers[0].profile"]),
    "a zone that nobody knows": ('[shop]\nzone = "Perm"\n', ["shop.zone", "IANA"]),
    "a machine that is none": ('[install]\nmachine = ["till", "box"]\n', ["install.machine[1]", "store_node"]),
    "no machine": ("[install]\nmachine = []\n", ["install.machine: till, store_node, server"]),
    "an easy PIN": ('[administrator]\nname = "Анна"\npin = "1234"\n', ["administrator.pin does not fit"]),
    "no PIN": ('[administrator]\nname = "Анна"\n', ["needs pin or pin_hash"]),
    "two PINs": ('[administrator]\nname = "Анна"\npin = "4711"\npin_hash = "x"\n', ["not both", "--hash-pin"]),
    "a PIN of nobody": ('[administrator]\npin = "4711"\n', ["needs administrator.name"]),
    "an unset variable": ('[server]\nurl = "http://a"\n[join]\ncode = "env:NONE"\n', ["join.code = ", "env:NONE"]),
    "an empty input": ('[server]\nurl = "http://a"\n[join]\ncode = "stdin"\n', ["join.code", "standard input"]),
    "a code without a server": ('[join]\ncode = "A"\n', ["join.code needs server.url"]),
    "a programme for a till": ('[programme]\nfile = "goods.csv"\n', ["needs install.machine: server", "no valid"]),
    "goods that are not there": ('[catalogue]\nfile = "no.csv"\n', ["catalogue.file", "no.csv"]),
    "a picture for a CA": ('[server]\nca_file = "logo.png"\n', ["server.ca_file", "no certificate"]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusal_says_what_where_and_what_is_allowed(
    case: str, folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text, says = REFUSED[case]
    assert provision(monkeypatch, str(answers(folder, text)), stdin="") == 2
    said = capsys.readouterr().err
    assert all(part in said for part in says), said
    assert "Nothing was changed" in said
    assert not Places.of(home).settings_file.exists()
    assert not Places.of(home).data.exists()


def test_every_error_is_told_at_once(folder: Path, home: Path) -> None:
    text = '[till]\nnumber = 0\nnme = 1\n[ui]\ntheme = "pink"\n[[printers]]\npaper = 0\n[[printers]]\nx = 1\n[oops]\n'
    with pytest.raises(AnswersRefused) as caught:
        read_answers(answers(folder, text), {})
    keys = [fault.details["key"] for fault in caught.value.faults]
    assert keys == [
        *("till.number", "till.nme", "ui.theme", "printers[0].paper", "printers[0].address"),
        *("printers[1].x", "printers[1].address", "oops"),
    ]


def test_a_variable_that_would_win_is_told_before(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CASHIER_TILL_NUMBER", "3")
    assert provision(monkeypatch, str(answers(folder, "[till]\nnumber = 2\n"))) == 2
    assert "CASHIER_TILL_NUMBER" in capsys.readouterr().err


# --- secrets, and the description --------------------------------------------------------------------------


def test_secrets_that_others_can_read_are_warned_of(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers(folder, '[administrator]\nname = "Анна"\npin = "4711"\n')
    file.chmod(0o644)
    assert provision(monkeypatch, str(file), "--dry-run") == 4
    assert f"chmod 600 {file}" in capsys.readouterr().err
    file.chmod(0o600)
    assert provision(monkeypatch, str(file), "--dry-run") == 4
    assert capsys.readouterr().err == ""
    answers(folder, '[administrator]\nname = "Анна"\npin = "stdin"\n').chmod(0o644)
    assert provision(monkeypatch, str(file), "--dry-run") == 4
    assert capsys.readouterr().err == "", "no secret stands in the file"


def test_a_private_key_is_copied_for_this_user_alone(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "key.pem").write_text("a key")
    file = answers(folder, '[install]\nmachine = ["server"]\n[node]\nprivate_key = "key.pem"\n')
    assert provision(monkeypatch, str(file)) == 0
    kept = home / "key.pem"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert load_settings(Places.of(home), {}).node.private_key == str(kept)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_description_is_an_answers_file_that_changes_nothing(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    text = describe_answers(load_words(language))
    values = tomllib.loads(text)
    own = {name: value for name, value in values.items() if name in Answers.__struct_fields__}
    assert set(own) == set(Answers.__struct_fields__)
    assert all(value == {} for name, value in values.items() if name not in own)
    assert "# number = 1" in text, "settings are described beside them"
    assert provision(monkeypatch, str(answers(folder, text)), "--dry-run") == 0


def test_a_pin_becomes_a_hash_without_being_shown(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert provision(monkeypatch, "--hash-pin", stdin="5823\n") == 0
    assert capsys.readouterr().out.startswith("$argon2id$")
    assert provision(monkeypatch, "--hash-pin", stdin="1111\n") == 2
    assert provision(monkeypatch) == 2
