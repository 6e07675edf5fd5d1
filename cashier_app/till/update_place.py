"""Where this till's updates come from, and what they are held against: settings, server and database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app import __version__
from cashier_app.core.clock import Instant
from cashier_app.sync.link import Address, Link, LinkFailure
from cashier_app.sync.messages import UpdateAnswer, UpdateReport
from cashier_app.updates.errors import NoPlace, SourceSilent
from cashier_app.updates.manifest import Here, platform_name
from cashier_app.updates.source import Source
from cashier_app.updates.state import State, Versions

if TYPE_CHECKING:
    from cashier_app.config import Settings

#: `[updates] url` that means the loyalty server.
BY_SERVER: Final = "server"
#: Seconds for the server's answer.
_ANSWER: Final = 10.0


class Place(msgspec.Struct, frozen=True):
    """What the server said, and the source it or the settings name; None: there is nothing for this till."""

    source: Source | None
    #: The server's version; None: there is no server, "": it is older than telling.
    server: str | None


def place(settings: Settings, key: str, report: UpdateReport) -> Place:
    """Tell the server how this till's program is, where there is a server, and find where a newer one comes from.

    `key` is the node's, "" for a till that has not joined.  Raises `SourceSilent` where only the server could say it,
    and `NoPlace` where nothing does.
    """
    url, server = settings.updates.url, settings.server.central_url
    answer: UpdateAnswer | None = None
    silent: LinkFailure | None = None
    if server and key:
        link = Link(Address(server, key, settings.server.central_ca_file))
        try:
            answer = link.ask("POST", "/v1/updates", UpdateAnswer, report, limit=_ANSWER)
        except LinkFailure as failure:
            silent = failure
        finally:
            link.close()
    version = None if not server else answer.server if answer is not None else ""
    if url != BY_SERVER:
        return Place(Source(url), version) if url else Place(None, version)
    if silent is not None:
        raise SourceSilent(name="/v1/updates", reason=silent.detail or silent.trouble)
    if answer is None:
        raise NoPlace
    if not answer.release:
        return Place(None, version)
    ca_file = settings.server.central_ca_file
    return Place(Source(f"{server.rstrip('/')}/v1/releases/{answer.release}", key, ca_file), version)


def here(settings: Settings, now: Instant, server: str | None, versions: Versions) -> Here:
    """This machine, as a manifest is held against it."""
    from cashier_app.storage.migrations import HEAD

    updates = settings.updates
    return Here(
        version=current(versions.read()),
        now=now,
        channel=updates.channel,
        platform=platform_name(),
        revision=int(HEAD),
        server=server,
        hold=updates.hold,
    )


def current(state: State) -> str:
    """The version in force: this program's own, or one that has been put in beside it and is newer."""
    from cashier_app.updates import numbers

    return max(__version__, state.active or __version__, key=numbers.order)


def report(settings: Settings, state: State, fetching: str = "", why: str = "") -> UpdateReport:
    """What is told to the server: the version in force, and how it stands with the one that is to come.

    `fetching` is the version that is being downloaded, `why` what stands in the way of one.
    """
    failed = max(state.failed.items(), key=lambda each: each[1].at, default=None)
    about: dict[str, str] = {}
    if state.trial is not None:
        about = {"state": "trial", "wanted": state.trial.version}
    elif state.ready:
        about = {"state": "ready", "wanted": state.ready}
    elif fetching:
        about = {"state": "downloading", "wanted": fetching}
    elif why:
        about = {"state": "waiting", "why": why[:2000]}
    elif failed is not None and failed[0] != current(state):
        version, what = failed
        text = f"{what.why} {what.detail} database: {what.database or 'as it was'}\n{what.log}"
        about = {"state": "failed", "wanted": version, "why": text[:2000]}
    return msgspec.convert(
        {"version": current(state), "platform": platform_name(), "channel": settings.updates.channel, **about},
        UpdateReport,
    )


def node_key(database: Path) -> str:
    """The key by which the server knows the till of a database; "" where it does not."""
    from cashier_app.storage.key_file import KeyFile
    from cashier_app.till.exchange import NODE_KEY

    return KeyFile(database).get(NODE_KEY) or ""
