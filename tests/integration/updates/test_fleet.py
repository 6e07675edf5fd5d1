"""The server gives versions to its tills step by step, and knows what each of them runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from cashier_app.cli import main
from cashier_app.config import Server, Settings, Updates
from cashier_app.core.errors import WorldError
from cashier_app.server import releases
from cashier_app.server.bounds import Bounds
from cashier_app.server.releases import NoSuchRelease, NoSuchShare, share
from cashier_app.sync.messages import EnrolRequest, EnrolResponse, UpdateAnswer, UpdateReport
from cashier_app.till import update_place
from cashier_app.updates import taking
from cashier_app.updates.errors import SourceSilent
from cashier_app.updates.state import Failed, State, Versions
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer
from tests.integration.server.till_side import Client
from tests.integration.updates.folder_server import serving
from tests.integration.updates.shelf import Shelf

VERSION = "7.7"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A release in the server's folder."""
    made = Shelf(tmp_path / "releases" / VERSION)
    made.put(VERSION, weight=300_000)
    return made


@pytest.fixture
def server(shelf: Shelf, tmp_path: Path, clock: ManualClock) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path / "server.db", clock, Bounds(releases=str(tmp_path / "releases")))
    yield running
    running.stop()


class Node:
    """A till that has joined and says what it runs."""

    def __init__(self, server: RunningServer, name: str) -> None:
        self.http = Client(server.url)
        request = EnrolRequest(server.pair(), name, name)
        self.joined = self.http.get(EnrolResponse, "POST", "/v1/enrol", request)
        self.http.key = self.joined.key

    def says(self, version: str = "1.0", **more: str) -> str:
        """Report; the version that is meant for it."""
        report = msgspec.convert(
            {"version": version, "platform": "linux-x86_64", "channel": "stable"} | more, UpdateReport
        )
        return self.http.get(UpdateAnswer, "POST", "/v1/updates", report).release


@pytest.fixture
def join(server: RunningServer) -> Iterator[Callable[[str], Node]]:
    made: list[Node] = []

    def one(name: str) -> Node:
        made.append(Node(server, name))
        return made[-1]

    yield one
    for node in made:
        node.http.close()


def put(server: RunningServer, percent: int, *names: str, channel: str = "stable") -> None:
    with server.database.write() as transaction:
        folder = str(Path(server.place).parent / "releases")
        releases.put(transaction, VERSION, channel, percent, names, "boss", folder)


def test_a_version_goes_to_some_by_name_then_to_a_share_then_to_all(
    server: RunningServer, join: Callable[[str], Node]
) -> None:
    nodes = [join(f"till {number}") for number in range(6)]
    assert {node.says() for node in nodes} == {""}
    put(server, 0, nodes[3].joined.node)
    assert [bool(node.says()) for node in nodes] == [number == 3 for number in range(6)]
    places = sorted(share(node.joined.node, VERSION) for node in nodes)
    put(server, places[2])
    given = {node.joined.node for node in nodes if node.says()}
    assert given == {nodes[3].joined.node} | {
        node.joined.node for node in nodes if share(node.joined.node, VERSION) < places[2]
    }
    put(server, 100)
    assert {node.says() for node in nodes} == {VERSION}
    assert nodes[0].says(VERSION) == "", "who runs it is given nothing"
    assert nodes[0].says(channel="pilot") == ""
    with server.database.write() as transaction:
        assert releases.stop(transaction, VERSION)
    assert nodes[1].says() == ""


def test_the_share_is_spread_evenly_and_differs_by_version() -> None:
    names = [f"node {number}" for number in range(4000)]
    five = {name for name in names if share(name, "1.1") < 5}
    assert 140 <= len(five) <= 260
    assert len(five & {name for name in names if share(name, "1.2") < 5}) < 40


def test_a_version_from_which_tills_go_back_stops_by_itself(
    server: RunningServer, join: Callable[[str], Node], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nodes = [join(f"till {number}") for number in range(4)]
    put(server, 100)
    for node in nodes[:3]:
        assert node.says() == VERSION
    for node in nodes[:3]:
        node.says(state="failed", wanted=VERSION, why="ended 3\nlast line")
    assert nodes[3].says() == ""
    assert main(["--language", "en", "server", "releases", "list", "--database", server.place]) == 0
    assert "went back: 3 · stopped by itself" in capsys.readouterr().out


def test_what_every_till_runs_is_seen(
    server: RunningServer, join: Callable[[str], Node], capsys: pytest.CaptureFixture[str]
) -> None:
    one, two, three = join("till 1"), join("till 2"), join("till 3")
    one.says("1.0", state="failed", wanted=VERSION, why="ended 3\nlast line")
    two.says("1.1", state="ready", wanted=VERSION)
    assert main(["--language", "en", "server", "nodes", "--database", server.place]) == 0
    said = capsys.readouterr().out
    assert f"version 1.0 · went back from {VERSION}: ended 3" in said
    assert f"version 1.1 · {VERSION} is put in after the shift" in said
    main(["--language", "en", "server", "nodes", "--json", "--database", server.place])
    found = {each["node"]: each for each in json.loads(capsys.readouterr().out)}
    assert found[one.joined.node]["why"].endswith("last line")
    assert found[two.joined.node]["told_at"] >= server.clock.now()
    assert found[three.joined.node]["version"] == ""
    text = one.http.ask("GET", "/metrics").text
    assert 'cashier_nodes_version{update="failed",version="1.0"} 1.0' in text


def test_files_are_given_to_nodes_alone_and_none_but_a_version_s(
    server: RunningServer, join: Callable[[str], Node], shelf: Shelf, tmp_path: Path
) -> None:
    node, stranger = join("till"), Client(server.url)
    (tmp_path / "secret").write_text("x")
    (shelf.folder / "link").symlink_to(tmp_path / "secret")
    manifest = f"/v1/releases/{VERSION}/manifest.json"
    assert stranger.ask("GET", manifest).status_code == 401
    stranger.close()
    assert node.http.ask("GET", manifest).content == (shelf.folder / "manifest.json").read_bytes()
    part = node.http.ask("GET", manifest, **{"Range": "bytes=3-9", "Accept-Encoding": "identity"})
    assert (part.status_code, part.content) == (206, (shelf.folder / "manifest.json").read_bytes()[3:10])
    for bad in ("link", "..%2f..%2fsecret", ".hidden", "nothing"):
        assert node.http.ask("GET", f"/v1/releases/{VERSION}/{bad}").status_code in (404, 422), bad
    for bad in ("..", "1.0", "%2e%2e"):
        assert node.http.ask("GET", f"/v1/releases/{bad}/manifest.json").status_code in (404, 422), bad


def test_a_till_fetches_what_its_server_gives(
    server: RunningServer, join: Callable[[str], Node], shelf: Shelf, tmp_path: Path
) -> None:
    node = join("till")
    put(server, 100)
    settings = Settings(server=Server(url=server.url), updates=Updates(url="server", keys=shelf.public))
    versions = Versions(tmp_path / "data")
    found = update_place.place(settings, node.joined.key, update_place.report(settings, State()))
    assert found.source is not None
    here = update_place.here(settings, shelf.issued + 1, found.server, versions)
    offer = taking.look(versions, found.source, shelf.public, here)
    assert offer is not None
    taking.download(versions, found.source, offer, lambda _: None)
    found.source.close()
    taking.unpack(versions, VERSION, shelf.public)
    assert versions.there() == [VERSION]


def test_a_server_that_is_older_than_versions_is_no_hindrance(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    shelf.put(VERSION)
    with serving(shelf.folder) as web:
        settings = Settings(server=Server(url=web.url), updates=Updates(url=web.url, keys=shelf.public))
        report = update_place.report(settings, State())
        found = update_place.place(settings, "key", report)
        assert (found.source is not None, found.server) == (True, "")
        by_server = msgspec.structs.replace(settings, updates=Updates(url="server", keys=shelf.public))
        with pytest.raises(SourceSilent):
            update_place.place(by_server, "key", report)


def test_why_a_till_went_back_goes_up_with_the_last_lines() -> None:
    failed = {"9.9": Failed("hung", 1, "300 s", "the last line", "put_back")}
    told = update_place.report(Settings(), State(failed=failed))
    assert (told.state, told.wanted) == ("failed", "9.9")
    assert told.why == "hung 300 s database: put_back\nthe last line"


def test_what_cannot_be_given_out_is_refused_in_words(
    server: RunningServer, in_words: Callable[[WorldError], str]
) -> None:
    for percent, version, kind in ((101, VERSION, NoSuchShare), (5, "8.8", NoSuchRelease)):
        with server.database.write() as transaction, pytest.raises(kind) as refused:
            releases.put(transaction, version, "stable", percent, (), "boss", str(Path(server.place).parent))
        in_words(refused.value)
