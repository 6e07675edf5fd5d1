"""The packages as whoever rolls out a shop meets them: put into a bare Debian, sold with, upgraded, taken out.

Minutes, root and the network: `PACKAGES=1` (soak sets it) builds the packages first; `PACKAGES_FROZEN=FOLDER` takes
programs that were frozen before.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from cashier_app import __version__, cli
from tests.e2e.conftest import Shop, rows
from tests.e2e.stage import Hand, running, wait_for
from tests.e2e.test_day import code, first_person, log_in, scan
from tests.packages.chroot import Chroot, debian, why_not

ROOT = Path(__file__).resolve().parents[2]
NEWER = f"{__version__}+1"
TILL = "/var/lib/cashier-app/till"
SERVER = "/var/lib/cashier-app/server"
#: The server's program itself, as whoever calls it.
PROGRAM_OF_SERVER = "/usr/lib/cashier-app-server/launcher"
NODE = "/var/lib/cashier-app/node"

pytestmark = pytest.mark.timeout(5400)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The packages of two versions, by version."""
    made: dict[str, list[Path]] = {}
    frozen = os.environ.get("PACKAGES_FROZEN", "")
    for version in (__version__, NEWER):
        into = tmp_path_factory.mktemp("packages")
        command = [sys.executable, "-m", "installer.packages", "deb", "--into", str(into), "--version", version]
        # lintian knows no zstd, and xz takes minutes
        command += ["--compression", "gzip", "--level", "1", *(["--frozen", frozen] if frozen else [])]
        subprocess.run(command, check=True, cwd=ROOT)
        frozen = frozen or str(into / "frozen")
        made[version] = sorted(into.glob("*.deb"))
        assert len(made[version]) == 3
    return made


@pytest.fixture(scope="module")
def machine(packages: dict[str, list[Path]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chroot]:
    """A bare Debian into which the three packages were put."""
    if reason := why_not():
        pytest.fail(reason)
    with debian(tmp_path_factory.mktemp("machine") / "root") as made:
        began = time.monotonic()
        made.install(*packages[__version__])
        print(f"installed with all they ask for in {time.monotonic() - began:.0f} s")
        yield made


class InstalledShop(Shop):
    """The shop of the other runs, whose till is the installed program in the kiosk user's place."""

    def __init__(self, machine: Chroot, folder: Path, stack: ExitStack) -> None:
        self.machine = machine
        super().__init__(folder, stack)
        os.chmod(self.scanner.port, 0o666)

    def command(self, *words: str) -> str:
        """Run the installed program's command, as whoever installs does."""
        return self.machine.run("cashier-app-till", "--language", "en", *words)

    def open_till(self) -> Hand:
        """Start the installed till in a window."""
        self._till = ExitStack()
        command = self.machine.command(
            ["cashier-app", "run"], "cashier", CASHIER_HOME=TILL, HOME=TILL, **self.display.environment
        )
        opened = self._times_opened()
        self.process = self._till.enter_context(running(command, {}, Path(self.folder / "till.out")))
        hand = Hand(self.display, self.process.pid)
        wait_for(lambda: self._times_opened() > opened, "the till to open", 60)
        return hand

    def program(self) -> str:
        """The file that the till's process runs."""
        return os.readlink(f"/proc/{self.process.pid}/exe").removeprefix(str(self.machine.root))


@pytest.fixture
def shop(machine: Chroot, tmp_path: Path) -> Iterator[InstalledShop]:
    folder = machine.root / TILL.lstrip("/")
    with ExitStack() as stack:
        made = InstalledShop(machine, folder, stack)
        made.write_settings()
        machine.run("chown", "cashier:cashier", f"{TILL}/settings.toml")
        yield made
        made.display.photograph(tmp_path / "screens" / "last.png")


def unit(machine: Chroot, name: str) -> tuple[list[str], str, dict[str, str]]:
    """What a unit begins, as whom, with which variables."""
    text = (machine.root / "lib/systemd/system" / f"{name}.service").read_text(encoding="utf-8")
    begins = re.search(r"^ExecStart=(.*)$", text, re.MULTILINE)
    user = re.search(r"^User=(.*)$", text, re.MULTILINE)
    assert begins is not None
    assert user is not None
    said = re.findall(r"^Environment=(.*)$", text, re.MULTILINE)
    return begins[1].split(), user[1], dict(word.split("=", 1) for line in said for word in line.split())


def serve(machine: Chroot, name: str, stack: ExitStack, log: Path) -> str:
    """Begin a service as its unit does, on a free port; its address once it says that it is well."""
    words, user, variables = unit(machine, name)
    command = machine.command(words, user, CASHIER_NODE_PORT="0", **variables)
    stack.enter_context(running(command, {}, log))
    url = wait_for(lambda: re.search(r"http://\S+:\d+", log.read_text(encoding="utf-8")), f"{name}'s address", 60)[0]
    with urllib.request.urlopen(f"{url}/v1/health", timeout=20) as answer:
        assert answer.status == 200
    return url


# --- one after the other, on one machine -----------------------------------------------------------------


def test_lintian_finds_no_error(packages: dict[str, list[Path]]) -> None:
    command = ["lintian", "--fail-on", "error", "--allow-root", *map(str, packages[__version__])]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_system_takes_units_and_rules(machine: Chroot) -> None:
    units = sorted(path.name for path in (machine.root / "lib/systemd/system").glob("cashier-app-*.service"))
    assert len(units) == 3
    told = machine.run("systemd-analyze", "verify", "--man=no", *(f"/lib/systemd/system/{name}" for name in units))
    assert "cashier" not in told, told
    for user, group in (("cashier", "dialout"), ("cashier", "lp"), ("cashier-server", "cashier-server")):
        assert group in machine.run("id", "-Gn", user).split()
    for place in (TILL, SERVER, NODE):
        assert (machine.root / place.lstrip("/")).stat().st_mode & 0o777 == 0o700


def test_every_command_is_whole_in_the_frozen_program(machine: Chroot) -> None:
    for name, command in cli.COMMANDS.items():
        assert "cashier-app" in machine.run("cashier-app", name, "--help")
        if not command.module.startswith(("ui.", "demo.")):
            assert "cashier-app" in machine.run("cashier-app-server", name, "--help")
    assert "no till" in machine.run("cashier-app-server", "--language", "en", "run", code=1)
    assert f"cashier-app {__version__}" in machine.run("cashier-app", "doctor", code=3)


def test_what_is_imported_late_is_there(machine: Chroot, tmp_path: Path) -> None:
    """Pictures, PDF, charts, workbooks, PostgreSQL's driver, time zones, migrations of both databases."""
    for number, program in enumerate(("cashier-app", PROGRAM_OF_SERVER)):
        files = ("--png", f"/tmp/{number}.png", "--pdf", f"/tmp/{number}.pdf")
        machine.run(program, "--home", "/tmp/x", "receipt", "preview", *files)
        assert machine.exists(f"/tmp/{number}.png")
    inside = machine.root / "tmp" / "released"
    inside.mkdir()
    for kind, place in (("till", "data/till"), ("server", "data/server")):
        (inside / place).mkdir(parents=True)
        with tarfile.open(ROOT / "tests" / "released" / f"{kind}-0001.tar.gz") as old:
            old.extractall(inside / place, filter="data")
    machine.run("cp", "/usr/lib/cashier-app/program/_internal/resources/demo/catalogue.csv", "/tmp/goods.csv")
    home = ["--home", "/tmp/released"]
    machine.run("cashier-app", *home, "import", "catalogue", "/tmp/goods.csv")
    found = next((inside / "data/server").glob("*.db"))
    machine.run(PROGRAM_OF_SERVER, *home, "server", "verify", "--database", f"/tmp/released/data/server/{found.name}")
    told = machine.run(PROGRAM_OF_SERVER, "server", "verify", "--database", "postgresql://x@127.0.0.1:1/x", code=1)
    assert "Traceback" not in told
    programme = "/usr/lib/cashier-app/program/_internal/resources/programmes/reference.json"
    machine.run("cashier-app", *home, "what-if", "--programme", programme, "--against", programme,
                "--database", "/tmp/released/data/till/till.db", "--out", "/tmp/what-if")  # fmt: skip
    made = {path.suffix for path in (machine.root / "tmp/what-if").iterdir()}
    assert {".png", ".xlsx"} <= made, made


def test_the_demo_plays_a_day_without_a_display(machine: Chroot) -> None:
    began = time.monotonic()
    machine.run("cashier-app", "--home", "/tmp/demo", "demo", "--offscreen", "--output", "/tmp/played",
                QT_QPA_PLATFORM="offscreen")  # fmt: skip
    print(f"the demo's day: {time.monotonic() - began:.0f} s")
    assert machine.exists("/tmp/played/z-report.txt")
    assert len(list((machine.root / "tmp/played/screens").iterdir())) > 10


def test_a_till_sells_through_an_upgrade_and_keeps_everything(
    machine: Chroot, shop: InstalledShop, packages: dict[str, list[Path]], tmp_path: Path
) -> None:
    shop.command("import", "catalogue", "/usr/lib/cashier-app/program/_internal/resources/demo/catalogue.csv")
    began = time.monotonic()
    hand = shop.open_till()
    print(f"the installed till was open after {time.monotonic() - began:.1f} s")
    shop.display.photograph(tmp_path / "screens" / "login.png")
    first_person(shop, hand)
    scan(shop, code("Кофе"))
    before = shop.program()
    assert f"/running/{__version__}-" in before

    told = machine.install(*packages[NEWER])
    assert NEWER in machine.run("dpkg-query", "-W", "-f", "${Version}", "cashier-app"), told
    # in the middle of the sale: the same process, the same files, screens that were never opened before
    assert shop.process.poll() is None
    assert shop.program() == before
    assert machine.exists(before)
    scan(shop, code("Шоколад"))
    hand.press("F12")
    shop.display.photograph(tmp_path / "screens" / "payment.png")
    hand.type("5000")
    hand.press("F12")
    final = "SELECT receipt_id, to_pay FROM receipt WHERE state = 'final'"
    sold = wait_for(lambda: shop.till_rows(final), "the sale of the old version to be paid", 60)
    wait_for(lambda: shop.paper.received.count(b"\x1dV"), "its slip")
    shift = shop.till_rows("SELECT * FROM shift WHERE closed_at IS NULL")
    shop.close_till()

    hand = shop.open_till()
    assert f"/running/{NEWER}-" in shop.program()
    assert shop.till_rows(final) == sold
    assert shop.till_rows("SELECT * FROM shift WHERE closed_at IS NULL") == shift
    log_in(shop, hand)
    scan(shop, code("Кофе"))
    shop.display.photograph(tmp_path / "screens" / "newer.png")


def test_the_kiosk_brings_a_till_back_that_ended(machine: Chroot, shop: InstalledShop, tmp_path: Path) -> None:
    """The session itself, on another X server than its own."""
    words, user, variables = unit(machine, "cashier-app-kiosk")
    session = words[1]
    opened = shop._times_opened()
    command = machine.command([session], user, HOME=TILL, **{**shop.display.environment, **variables})
    with running(command, {}, tmp_path / "session.out") as process:
        wait_for(lambda: shop._times_opened() > opened, "the till of the kiosk", 60)
        first = till_of(process.pid)
        shop.display.photograph(tmp_path / "screens" / "kiosk.png")
        os.kill(first, 9)
        wait_for(lambda: shop._times_opened() > opened + 1, "the till of the kiosk again", 60)
        second = till_of(process.pid)
        assert first != second
    wait_for(lambda: not os.path.exists(f"/proc/{second}"), "the till to end with its session")


def till_of(session: int) -> int:
    """The till's process under a session."""

    def found() -> int:
        for child in Path(f"/proc/{session}/task/{session}/children").read_text().split():
            if os.readlink(f"/proc/{child}/exe").endswith("/cashier-app"):
                return int(child)
        return 0

    return wait_for(found, "the till's process")


def test_server_and_store_node_serve_as_their_units_begin_them(machine: Chroot, tmp_path: Path) -> None:
    programme = "/usr/lib/cashier-app-server/program/_internal/resources/programmes/reference.json"
    machine.run("cashier-app-server", "server", "programme", "publish", programme)
    pairing = machine.run("cashier-app-server", "--language", "en", "server", "pair", "--store-node", "--store", "s1")
    with ExitStack() as stack:
        url = serve(machine, "cashier-app-server", stack, tmp_path / "server.out")
        machine.run("cashier-app-node", "server", "join", pairing.split()[-1], "--upstream", url)
        serve(machine, "cashier-app-node", stack, tmp_path / "node.out")
    for place in (SERVER, NODE):
        files = [path for path in (machine.root / place.lstrip("/")).rglob("*") if path.is_file()]
        assert files
        owners = {machine.run("stat", "-c", "%U", f"/{path.relative_to(machine.root)}").strip() for path in files}
        assert owners == {"cashier-server"}


def test_what_is_taken_out_leaves_the_money(machine: Chroot, packages: dict[str, list[Path]]) -> None:
    names = ["cashier-app-kiosk", "cashier-app", "cashier-app-server"]
    till = machine.root / TILL.lstrip("/") / "data/till/till.db"
    sold = rows(till, "SELECT receipt_id FROM receipt WHERE state = 'final'")
    assert sold
    machine.run("apt-get", "remove", "-y", "-q", *names, DEBIAN_FRONTEND="noninteractive")
    assert not any(machine.exists(f"/usr/lib/{name}") for name in names)
    assert not machine.exists("/usr/bin/cashier-app")
    assert machine.exists("/etc/cashier-app/server.env")
    told = machine.run("apt-get", "purge", "-y", "-q", *names, DEBIAN_FRONTEND="noninteractive")
    assert not machine.exists("/etc/cashier-app")
    for place in (TILL, SERVER, NODE):
        assert machine.exists(place)
        assert f"rm -r {place}" in told, "nobody is told how the data would be deleted"
    left = machine.run("dpkg", "-S", "cashier", code=1)
    assert "no path found" in left
    machine.install(*packages[NEWER])
    assert rows(till, "SELECT receipt_id FROM receipt WHERE state = 'final'") == sold
    assert TILL in machine.run("cashier-app-till", "config")
