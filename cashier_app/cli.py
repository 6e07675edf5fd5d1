"""One command line for everything: `cashier-app COMMAND …`.

Each command is a module with `add_arguments(parser)` and `run(arguments) -> int`, imported only when it is
chosen.  Help texts are declared as `help=QT_TRANSLATE_NOOP("cli", "…")` and translated here.  `run` finds in
its arguments, beside its own, `places` (`config.Places`), `settings` (`config.Settings`), `words`
(`core.words.Words`), `log` (`logs.Run`) and `broken_notice` (which promises a new programme version breaks, in
words).  A `WorldError` becomes words on the standard error and exit code 1; wrong usage is 2; any other exception
is logged whole.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import msgspec

from cashier_app import file_rights
from cashier_app.config import HOME_VARIABLE, Places
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused, WorldError
from cashier_app.core.words import Words
from cashier_app.program import has_screens
from cashier_app.words import LANGUAGES, load_words

if TYPE_CHECKING:
    from datetime import date

    from cashier_app.loyalty.programme import Programme


_log = logging.getLogger(__name__)


class CommandModule(Protocol):
    """What a module offers to be a command."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it; the exit code."""


class Command(msgspec.Struct, frozen=True):
    """A command: its module within this package, and one line about it."""

    module: str
    about: str
    #: Name of its log; commands of one program share one.
    log: str


COMMANDS = {
    "run": Command("ui.command", QT_TRANSLATE_NOOP("cli", "the till"), "till"),
    "demo": Command("demo.command", QT_TRANSLATE_NOOP("cli", "a whole shop on this machine, to try it out"), "demo"),
    "server": Command("server.command", QT_TRANSLATE_NOOP("cli", "the loyalty server"), "server"),
    "member": Command(
        "server.membership_command",
        QT_TRANSLATE_NOOP("cli", "members: found, blocked, merged, points adjusted, erased; levels and coupons"),
        "server",
    ),
    "migrate": Command(
        "server.migrating.command", QT_TRANSLATE_NOOP("cli", "an old programme's members and points"), "server"
    ),
    "import": Command("console.import_command", QT_TRANSLATE_NOOP("cli", "goods and groups from files"), "import"),
    "join": Command("till.join_command", QT_TRANSLATE_NOOP("cli", "this till joins a loyalty server"), "till"),
    "provision": Command(
        "provision.command",
        QT_TRANSLATE_NOOP("cli", "a till, store node or server set up from a file of answers, before its first start"),
        "till",
    ),
    "programme": Command(
        "console.programme_command",
        QT_TRANSLATE_NOOP("cli", "a loyalty programme: checked, shown, compared, published"),
        "console",
    ),
    "export": Command(
        "console.export_command", QT_TRANSLATE_NOOP("cli", "sales for accounting, groups for other systems"), "console"
    ),
    "report": Command(
        "console.report_command",
        QT_TRANSLATE_NOOP("cli", "the manager's reports of a till, or of all tills, as tables and files"),
        "console",
    ),
    "quote": Command("console.quote_command", QT_TRANSLATE_NOOP("cli", "what a receipt costs, and why"), "console"),
    "receipt": Command(
        "console.receipt_command",
        QT_TRANSLATE_NOOP("cli", "the head and foot of receipts: tried on a sample, as text, picture or PDF"),
        "console",
    ),
    "what-if": Command(
        "whatif.command", QT_TRANSLATE_NOOP("cli", "what a programme would have cost, on past receipts"), "console"
    ),
    "simulate": Command(
        "simulation.command",
        QT_TRANSLATE_NOOP("cli", "tills, store nodes and a server under seeds of faults: does every promise hold?"),
        "console",
    ),
    "backup": Command(
        "till.backup_command",
        QT_TRANSLATE_NOOP("cli", "copies of the till's database: made, listed, examined"),
        "backup",
    ),
    "restore": Command(
        "till.restore_command", QT_TRANSLATE_NOOP("cli", "a copy in the place of the till's database"), "backup"
    ),
    "doctor": Command(
        "till.doctor.command", QT_TRANSLATE_NOOP("cli", "is everything here that the till needs?"), "doctor"
    ),
    "update": Command(
        "till.update_command",
        QT_TRANSLATE_NOOP("cli", "newer versions of this program: signed, fetched, put in, taken back"),
        "update",
    ),
    "config": Command("config_command", QT_TRANSLATE_NOOP("cli", "the settings, and what they mean"), "config"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the process's exit code."""
    words = _words_before_settings(sys.argv[1:] if argv is None else argv)
    _speak(words)
    parser = _first_parser(words)
    first = parser.parse_args(argv)
    if first.command is None:
        parser.print_help(sys.stderr)
        parser.exit(2)
    if first.home is not None:
        # Processes started from here (the demo's server) live in the same place.
        os.environ[HOME_VARIABLE] = str(first.home.expanduser().absolute())
    words = load_words(first.language) if first.language else words
    with file_rights.private():
        try:
            return _run(first, words)
        except KeyboardInterrupt:
            return 130
        except BrokenPipeError:
            # The reader of our output has gone (`| head`): nothing is wrong, and nothing more can be said.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1


def _broken_notice(old: Programme, new: Programme, told: date, words: Words) -> list[str]:
    """Promises of notice that a new version told on a day does not keep, in words."""
    from cashier_app.console.changes import changes
    from cashier_app.console.notice import notice_words, notices

    promises = notices(old, new, changes(old, new, words), told)
    return [notice_words(promise, told, new, words) for promise in promises if not promise.is_kept]


def _run(first: argparse.Namespace, words: Words) -> int:
    """Load the settings, start the log and run the chosen command."""
    from cashier_app import logs
    from cashier_app.config_file import load_settings

    command = COMMANDS[first.command]
    try:
        places = Places.of()
        settings = load_settings(places)
    except WorldError as error:
        return _say(error, words)
    if not first.language:
        words = load_words(settings.ui.language)
    # the examination tells of it instead
    narrowed = [] if first.command == "doctor" else file_rights.narrow(places, settings)
    log = logs.begin(command.log, places, settings.log)
    if narrowed:
        names = [str(each) for each in narrowed[:10]]
        data = {"count": len(narrowed), "first": names}
        _log.info("others could read files of ours; they cannot any more", extra={"data": data})
    try:
        _speak(words)
        module = _module_of(command)
        parser = command_parser(first.command, module, words)
        arguments = parser.parse_args(first.rest)
        vars(arguments).update(places=places, settings=settings, words=words, log=log, broken_notice=_broken_notice)
        return module.run(arguments)
    except WorldError as error:
        return _say(error, words)
    except Exception as error:  # noqa: BLE001 - the last line: logged whole, and a word to the person
        log.unexpected(error)
        text = words.translate("cli", "An error of this program. It is described in {file}")
        print(text.format(file=log.log_file), file=sys.stderr)
        return 1
    finally:
        log.end()


class NoScreensHere(Refused):
    """A command with windows, of a server's package."""

    text = QT_TRANSLATE_NOOP("errors", "The server's package has no till and no windows")
    way_out = QT_TRANSLATE_NOOP("errors", "Install the till's package on this machine: cashier-app")


def _module_of(command: Command) -> CommandModule:
    """The module of a command.  Raises `NoScreensHere`."""
    if command.module.startswith(("ui.", "demo.")) and not has_screens():
        raise NoScreensHere()
    return cast(CommandModule, importlib.import_module(f"cashier_app.{command.module}"))


def command_parser(name: str, module: CommandModule, words: Words) -> argparse.ArgumentParser:
    """What a command's own arguments are, in the person's language."""
    parser = argparse.ArgumentParser(
        prog=f"cashier-app {name}", description=words.translate("cli", COMMANDS[name].about)
    )
    module.add_arguments(parser)
    _translate_help(parser, words)
    return parser


#: What argparse says itself, where a person is told; it looks them up by these texts.
_ARGPARSE = (
    QT_TRANSLATE_NOOP("argparse", "usage: "),
    QT_TRANSLATE_NOOP("argparse", "positional arguments"),
    QT_TRANSLATE_NOOP("argparse", "options"),
    QT_TRANSLATE_NOOP("argparse", "show this help message and exit"),
    QT_TRANSLATE_NOOP("argparse", "%(prog)s: error: %(message)s\n"),
    QT_TRANSLATE_NOOP("argparse", "the following arguments are required: %s"),
    QT_TRANSLATE_NOOP("argparse", "unrecognized arguments: %s"),
    QT_TRANSLATE_NOOP("argparse", "argument %(argument_name)s: %(message)s"),
    QT_TRANSLATE_NOOP("argparse", "invalid choice: %(value)r (choose from %(choices)s)"),
    QT_TRANSLATE_NOOP("argparse", "invalid %(type)s value: %(value)r"),
    QT_TRANSLATE_NOOP("argparse", "expected one argument"),
    QT_TRANSLATE_NOOP("argparse", "ignored explicit argument %r"),
    QT_TRANSLATE_NOOP("argparse", "ambiguous option: %(option)s could match %(matches)s"),
)


def _speak(words: Words) -> None:
    """Let argparse speak the person's language: it takes its few words from two functions of its module."""

    def one(text: str) -> str:
        return words.translate("argparse", text)

    def counted(singular: str, plural: str, n: int) -> str:
        return words.translate("argparse", singular if n == 1 else plural)

    vars(argparse).update(_=one, ngettext=counted)


def _translate_help(parser: argparse.ArgumentParser, words: Words) -> None:
    """Put the help of every argument, also of commands within the command, into the person's language."""
    for action in parser._actions:
        if action.help and action.help is not argparse.SUPPRESS:
            action.help = words.translate("cli", action.help)
        for act in getattr(action, "_choices_actions", ()):
            act.help = words.translate("cli", act.help or "")
        for inner in (action.choices or {}).values() if isinstance(action.choices, dict) else ():
            if isinstance(inner, argparse.ArgumentParser):
                _translate_help(inner, words)


def _say(error: WorldError, words: Words) -> int:
    """What happened and the way out, for a person at a terminal."""
    text, way_out = words.error(error)
    print(f"{text}. {way_out}.", file=sys.stderr)
    return 1


def _words_before_settings(argv: Sequence[str]) -> Words:
    """The language while the settings are not known: of the option (help obeys it), of the variable, else Russian."""
    asked = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    asked.add_argument("--language", default=os.environ.get("CASHIER_UI_LANGUAGE", ""))
    try:
        language = asked.parse_known_args(argv)[0].language
    except argparse.ArgumentError:
        language = ""  # --language without a word: the parser that comes tells it
    return load_words(language if language in LANGUAGES else LANGUAGES[0])


def _first_parser(words: Words) -> argparse.ArgumentParser:
    """The options before the command; what follows the command is its own."""
    width = max(map(len, COMMANDS))
    names = "\n".join(
        f"  {name:{width}}  {words.translate('cli', command.about)}" for name, command in COMMANDS.items()
    )
    parser = argparse.ArgumentParser(
        prog="cashier-app",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=words.translate("cli", "A till that keeps selling when the network is gone"),
        epilog=words.translate("cli", "Commands:") + "\n" + names,
    )
    parser.add_argument(
        "--home", type=Path, metavar="DIR", help=words.translate("cli", "keep settings, data and logs in this folder")
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, default="", help=words.translate("cli", "language of this command's words")
    )
    parser.add_argument(
        "command", nargs="?", choices=COMMANDS, metavar="COMMAND", help=words.translate("cli", "see below")
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
