"""`cashier-app update …`: a version is signed by whoever publishes it, and fetched, put in and taken back at a till."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from cashier_app.clock import SystemClock
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.till import update_place
from cashier_app.till.update_news import news_of, why_words
from cashier_app.updates import archive, manifest, signing, taking
from cashier_app.updates.errors import NoPlace, NothingToDo, NotTrusted
from cashier_app.updates.manifest import Archive, Manifest, Revisions
from cashier_app.updates.source import Pace
from cashier_app.updates.state import State, Versions, put

#: Days that a manifest may be believed if nobody says otherwise: long enough for a holiday, short for an attacker.
USUAL_DAYS: Final = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The acts of whoever publishes, and those of a till."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    keygen = acts.add_parser("keygen", help=QT_TRANSLATE_NOOP("cli", "make the key that signs versions"))
    keygen.add_argument("file", type=Path, help=QT_TRANSLATE_NOOP("cli", "file of the private key; keep it offline"))
    _password(keygen)
    sign = acts.add_parser("sign", help=QT_TRANSLATE_NOOP("cli", "pack and sign a version into a folder for tills"))
    _signing(sign)
    sign.add_argument("--version", required=True, help=QT_TRANSLATE_NOOP("cli", "its number, such as 1.4.2"))
    sign.add_argument(
        "--program",
        required=True,
        action="append",
        metavar="PLATFORM=DIR",
        help=QT_TRANSLATE_NOOP("cli", "the program's folder for a platform, such as linux-x86_64=dist/cashier-app"),
    )
    sign.add_argument("--entry", default="", help=QT_TRANSLATE_NOOP("cli", "what is started in it; else cashier-app"))
    sign.add_argument("--channel", default="stable", help=QT_TRANSLATE_NOOP("cli", "for tills of this channel"))
    sign.add_argument(
        "--updates-from", default="0.0", help=QT_TRANSLATE_NOOP("cli", "oldest version that may go to it at once")
    )
    sign.add_argument("--server", default="", help=QT_TRANSLATE_NOOP("cli", "oldest server that it can work with"))
    sign.add_argument(
        "--trial-seconds",
        type=int,
        default=300,
        help=QT_TRANSLATE_NOOP("cli", "time until somebody must be able to scan, a migration of the database included"),
    )
    sign.add_argument("--note-ru", default="", help=QT_TRANSLATE_NOOP("cli", "what is new, in Russian"))
    sign.add_argument("--note-en", default="", help=QT_TRANSLATE_NOOP("cli", "what is new, in English"))
    renew = acts.add_parser("renew", help=QT_TRANSLATE_NOOP("cli", "sign a folder's manifest anew before it expires"))
    _signing(renew)
    acts.add_parser("check", help=QT_TRANSLATE_NOOP("cli", "ask whether there is a newer version"))
    acts.add_parser("download", help=QT_TRANSLATE_NOOP("cli", "fetch and unpack the newer version"))
    unpack = acts.add_parser("unpack", help=QT_TRANSLATE_NOOP("cli", "unpack what was fetched; the till does it"))
    unpack.add_argument("version", help=QT_TRANSLATE_NOOP("cli", "a version"))
    apply = acts.add_parser("apply", help=QT_TRANSLATE_NOOP("cli", "put a version in at the next start of the till"))
    apply.add_argument("version", nargs="?", default="", help=QT_TRANSLATE_NOOP("cli", "a version; else the newest"))
    status = acts.add_parser("status", help=QT_TRANSLATE_NOOP("cli", "which versions are here, and which is in force"))
    status.add_argument("--json", action="store_true", help=QT_TRANSLATE_NOOP("cli", "print JSON"))
    acts.add_parser("rollback", help=QT_TRANSLATE_NOOP("cli", "go back to the version before, at the next start"))


def run(arguments: argparse.Namespace) -> int:
    """Do the act; the exit code."""
    return _ACTS[arguments.act](arguments)


# --- whoever publishes ----------------------------------------------------------------------------------------


def _signing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help=QT_TRANSLATE_NOOP("cli", "the folder that a web server gives out"))
    parser.add_argument(
        "--key",
        type=Path,
        required=True,
        action="append",
        metavar="FILE",
        help=QT_TRANSLATE_NOOP("cli", "private key; given twice while keys change"),
    )
    parser.add_argument(
        "--days", type=int, default=USUAL_DAYS, help=QT_TRANSLATE_NOOP("cli", "how long the manifest may be believed")
    )
    _password(parser)


def _password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password", action="store_true", help=QT_TRANSLATE_NOOP("cli", "ask for the private key's password")
    )


def _keygen(arguments: argparse.Namespace) -> int:
    words = arguments.words
    public = signing.make_key(arguments.file, _asked(arguments))
    text = words.translate("update", "The private key is in {file}: whoever has it can change every till")
    _say(text, file=arguments.file)
    _say(words.translate("update", 'For the settings of tills, in [updates]: keys = ["{public}"]'), public=public)
    return 0


def _sign(arguments: argparse.Namespace) -> int:
    from cashier_app.storage.migrations import HEAD

    folder: Path = arguments.folder
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o755)
    packed = []
    for each in arguments.program:
        name, _, program = each.partition("=")
        entry = arguments.entry or ("cashier-app.exe" if name.startswith("win") else "cashier-app")
        file = folder / f"cashier-app-{arguments.version}-{name}.tar.gz"
        content = msgspec.structs.asdict(archive.pack(Path(program), file))
        packed.append({"platform": name, "name": file.name, "entry": entry, **content})
    notes = {language: text for language, text in (("ru", arguments.note_ru), ("en", arguments.note_en)) if text}
    fields = {
        "version": arguments.version,
        "channel": arguments.channel,
        "updates_from": arguments.updates_from,
        "database": Revisions(till=int(HEAD)),
        "server": arguments.server,
        "trial_seconds": arguments.trial_seconds,
        "notes": notes,
        "archives": [_checked(each, Archive) for each in packed],
    }
    return _write(arguments, fields)


def _renew(arguments: argparse.Namespace) -> int:
    content = _content_of(arguments.folder / manifest.NAME)
    fields = msgspec.structs.asdict(_checked(msgspec.json.decode(content), Manifest))
    return _write(arguments, fields)


def _write(arguments: argparse.Namespace, fields: dict[str, Any]) -> int:
    password = _asked(arguments)
    keys = [signing.read_key(file, password) for file in arguments.key]
    now = SystemClock().now()
    fields |= {"issued": manifest.moment(now), "expires": manifest.moment(now) + timedelta(days=arguments.days)}
    made = _checked(msgspec.to_builtins(fields), Manifest)
    content = msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"
    put(arguments.folder / manifest.NAME, content)
    put(arguments.folder / manifest.SIGNATURE, signing.sign(content, keys))
    # whoever gives them to tills is another user, and nothing in them is secret
    for name in (manifest.NAME, manifest.SIGNATURE, *(each.name for each in made.archives)):
        file = arguments.folder / name
        if file.exists():
            file.chmod(0o644)
    text = arguments.words.translate("update", "Version {version} for {channel} is signed in {folder}, until {expires}")
    _say(text, version=made.version, channel=made.channel, folder=arguments.folder, expires=f"{made.expires:%Y-%m-%d}")
    return 0


def _checked(fields: Any, kind: Any) -> Any:
    try:
        return msgspec.convert(fields, kind, strict=False)
    except msgspec.ValidationError as error:
        raise NotTrusted(reason=error) from error


def _content_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotTrusted(reason=error) from error


def _asked(arguments: argparse.Namespace) -> bytes:
    if not arguments.password:
        return b""
    return getpass.getpass(arguments.words.translate("update", "Password of the private key: ")).encode()


# --- a till ---------------------------------------------------------------------------------------------------


def _check(arguments: argparse.Namespace) -> int:
    words, offer = arguments.words, _look(arguments)[1]
    if offer is None:
        _say(words.translate("update", "There is nothing newer than {version}"), version=_current(arguments))
        return 0
    text = words.translate("update", "Version {version} is there, {size} MB")
    _say(text, version=offer.manifest.version, size=max(1, offer.archive.size >> 20))
    note = offer.manifest.notes.get(words.language) or next(iter(offer.manifest.notes.values()), "")
    if note:
        _say("{note}", note=note)
    return 0


def _download(arguments: argparse.Namespace) -> int:
    source, offer = _look(arguments)
    if offer is None or source is None:
        return _check(arguments)
    versions = _versions(arguments)
    taking.download(versions, source, offer, Pace(1 << 40))
    taking.unpack(versions, offer.manifest.version, arguments.settings.updates.keys)
    _say(arguments.words.translate("update", "Version {version} is ready"), version=offer.manifest.version)
    return 0


def _unpack(arguments: argparse.Namespace) -> int:
    if hasattr(os, "nice"):
        os.nice(19)
    taking.unpack(_versions(arguments), arguments.version, arguments.settings.updates.keys)
    return 0


def _apply(arguments: argparse.Namespace) -> int:
    settings, places, versions = arguments.settings, arguments.places, _versions(arguments)
    version = arguments.version or versions.read().ready
    if not version:
        raise NothingToDo
    log = places.logs / "till.log"
    taking.apply(versions, version, settings.updates.keys, places.till_folder(settings), log)
    text = arguments.words.translate("update", "Version {version} is put in at the next start of the till")
    _say(text, version=version)
    return 0


def _rollback(arguments: argparse.Namespace) -> int:
    from cashier_app import __version__

    chosen = taking.go_back(_versions(arguments), SystemClock().now(), __version__)
    _say(
        arguments.words.translate(
            "update", "From the next start on it is {version} again, if the database can go back with it"
        ),
        version=chosen,
    )
    return 0


def _status(arguments: argparse.Namespace) -> int:
    words, versions = arguments.words, _versions(arguments)
    state, there = versions.read(), versions.there()
    if arguments.json:
        shown = {"version": update_place.current(state), "there": there, "state": state}
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(shown), indent=2).decode() + "\n")
        return 0
    _say(words.translate("update", "In force: {version}"), version=update_place.current(state))
    if there:
        _say(words.translate("update", "On this machine: {versions}"), versions=", ".join(there))
    news = news_of(state, update_place.current(state))
    if news.kind == "ready":
        _say(words.translate("update", "Ready: {version}; “cashier-app update apply” puts it in"), version=news.version)
    if news.kind == "chosen":
        _say(words.translate("update", "At the next start: {version}"), version=news.version)
    for version, failed in state.failed.items():
        reason = why_words(words, failed.why, failed.detail)
        _say(words.translate("update", "Given up: {version}, {reason}"), version=version, reason=reason)
        for line in failed.log.splitlines()[-5:]:
            _say("    {line}", line=line)
    return 0


def _look(arguments: argparse.Namespace) -> tuple[Any, taking.Offer | None]:
    settings, places, versions = arguments.settings, arguments.places, _versions(arguments)
    if not settings.updates.url or not (settings.updates.keys or signing.SHIPPED):
        raise NoPlace
    key = update_place.node_key(places.till_folder(settings) / "till.db")
    found = update_place.place(settings, key, update_place.report(settings, versions.read()))
    if found.source is None:
        return None, None
    here = update_place.here(settings, time.time_ns() // 1_000_000, found.server, versions)
    return found.source, taking.look(versions, found.source, settings.updates.keys, here)


def _versions(arguments: argparse.Namespace) -> Versions:
    return Versions(arguments.places.data)


def _current(arguments: argparse.Namespace) -> str:
    return update_place.current(_state(arguments))


def _state(arguments: argparse.Namespace) -> State:
    return _versions(arguments).read()


def _say(text: str, **values: object) -> None:
    sys.stdout.write(text.format(**values) + "\n")


_ACTS: Final = {
    "keygen": _keygen,
    "sign": _sign,
    "renew": _renew,
    "check": _check,
    "download": _download,
    "unpack": _unpack,
    "apply": _apply,
    "status": _status,
    "rollback": _rollback,
}
