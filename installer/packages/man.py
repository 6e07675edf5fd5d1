"""Manual pages of the program, made from the parsers of its command line, so that neither lags behind the other."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator
from typing import Final, cast

from cashier_app import cli
from cashier_app.core.words import Words
from cashier_app.words import load_words

#: What only a manual says, by language.
TEXTS: Final = {
    "en": {
        "name": "NAME",
        "synopsis": "SYNOPSIS",
        "description": "DESCRIPTION",
        "options": "OPTIONS",
        "commands": "COMMANDS",
        "files": "FILES",
        "environment": "ENVIRONMENT",
        "exit": "EXIT STATUS",
        "see": "SEE ALSO",
        "command": "COMMAND",
        "manual": "cashier-app",
        "till": "a till that keeps selling when the network is gone",
        "server": "the loyalty server and the store node of cashier-app",
        "till_text": "The till of a shop, and every command around it. Without a command it lists them. What a key of "
        "the settings means, cashier-app config --describe tells.",
        "server_text": "cashier-app-server is cashier-app on the files of the service cashier-app-server, "
        "cashier-app-node on those of the service cashier-app-node; as root they work as the user cashier-server. "
        "They have every command but those with windows.",
        "home": "Settings, data and logs of one installation together.",
        "user": "A user's settings, databases and logs.",
        "service": "Ledger, settings and logs of the services.",
        "env": "Settings of the services, read by systemd and by these commands.",
        "key": "One key of the settings, before what the file says.",
        "status": "0: done; 1: not done, and the reason was told; 2: wrong usage; 130: interrupted.",
    },
    "ru": {
        "name": "ИМЯ",
        "synopsis": "ОБЗОР",
        "description": "ОПИСАНИЕ",
        "options": "КЛЮЧИ",
        "commands": "КОМАНДЫ",
        "files": "ФАЙЛЫ",
        "environment": "ОКРУЖЕНИЕ",
        "exit": "КОД ВОЗВРАТА",
        "see": "СМ. ТАКЖЕ",
        "command": "КОМАНДА",
        "manual": "cashier-app",
        "till": "касса, которая продаёт и без сети",
        "server": "сервер лояльности и узел магазина cashier-app",
        "till_text": "Касса магазина и все команды вокруг неё. Без команды перечисляет их. Что значит ключ настроек, "
        "рассказывает cashier-app config --describe.",
        "server_text": "cashier-app-server это cashier-app с файлами службы cashier-app-server, cashier-app-node с "
        "файлами службы cashier-app-node; от root они работают как пользователь cashier-server. Есть все команды, "
        "кроме тех, у которых есть окна.",
        "home": "Настройки, данные и журналы одной установки вместе.",
        "user": "Настройки, базы и журналы пользователя.",
        "service": "Книга, настройки и журналы служб.",
        "env": "Настройки служб; их читают systemd и эти команды.",
        "key": "Один ключ настроек, прежде того, что сказано в файле.",
        "status": "0: сделано; 1: не сделано, причина названа; 2: неверный вызов; 130: прервано.",
    },
}
_WINDOWS: Final = ("ui.", "demo.")


def page(language: str, part: str, version: str, day: str) -> str:
    """The page of `cashier-app` (part `till`) or `cashier-app-server` (`server`) as troff; `day` as ISO date."""
    texts, words = TEXTS[language], load_words(language)
    program = "cashier-app" if part == "till" else "cashier-app-server"
    lines = [f'.TH {program.upper()} 1 "{day}" "{program} {version}" "{texts["manual"]}"']
    names = program if part == "till" else "cashier-app-server, cashier-app-node"
    lines += [f".SH {texts['name']}", f"{_text(names)} \\- {_text(texts[part])}", f".SH {texts['synopsis']}"]
    for name in names.split(", "):
        lines += [f".B {_text(name)}", f"[{texts['options'].lower()}] [{texts['command']} \\&...]", ".br"]
    del lines[-1]
    lines += [f".SH {texts['description']}", _text(texts[f"{part}_text"]), f".SH {texts['options']}"]
    cli._speak(words)
    first = cli._first_parser(words)
    lines += _arguments([each for each in first._actions if each.dest not in ("command", "rest")])
    lines.append(f".SH {texts['commands']}")
    for name, parser in parsers(words):
        if part == "till" or not cli.COMMANDS[name].module.startswith(_WINDOWS):
            lines += _command(parser, cli.COMMANDS[name].about, words)
    return "\n".join([*lines, *_end(texts, part)]) + "\n"


def parsers(words: Words) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its parser, in the order of the program's own list."""
    for name, command in cli.COMMANDS.items():
        module = cast(cli.CommandModule, importlib.import_module(f"cashier_app.{command.module}"))
        yield name, cli.command_parser(name, module, words)


def _command(parser: argparse.ArgumentParser, about: str, words: Words) -> Iterator[str]:
    """A command, then the acts within it, each with what may be given."""
    yield f".SS {_text(parser.prog)}"
    yield f"{_text(_sentence(words.translate('cli', about)))}"
    inner = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    if not inner:
        yield ".PP"
        # what formats usage knows of terminals, not of troff: as it is
        yield _text(" ".join(parser.format_usage().split()))
    yield from _arguments([each for each in parser._actions if each not in inner])
    for action in inner:
        told = {each.dest: each.help or "" for each in action._choices_actions}
        for name, act in action.choices.items():
            yield from _command(act, told.get(name, ""), words)


def _arguments(actions: list[argparse.Action]) -> Iterator[str]:
    for action in actions:
        if action.help == argparse.SUPPRESS or isinstance(action, argparse._HelpAction):
            continue
        value = action.metavar or ("" if action.choices is None else "{" + ",".join(map(str, action.choices)) + "}")
        shown = value if isinstance(value, str) else " ".join(value)
        if action.option_strings:
            name = ", ".join(f"\\fB{_text(each)}\\fR" for each in action.option_strings)
            takes = action.nargs != 0
            shown = shown or action.dest.upper()
            head = f"{name} \\fI{_text(shown)}\\fR" if takes else name
        else:
            head = f"\\fI{_text(shown or action.dest)}\\fR"
        yield ".TP"
        yield head
        # argparse's own rule: %(default)s and %% in a help
        told = (action.help or "") % {**vars(action), "prog": "cashier-app"} if action.help else ""
        yield _text(_sentence(told)) or "\\&"


def _end(texts: dict[str, str], part: str) -> Iterator[str]:
    service = part == "server"
    yield f".SH {texts['files']}"
    places = {"~/.config/cashier-app, ~/.local/share/cashier-app, ~/.local/state/cashier-app": texts["user"]}
    if service:
        places = {
            "/var/lib/cashier-app/server, /var/lib/cashier-app/node": texts["service"],
            "/etc/cashier-app/server.env, /etc/cashier-app/node.env": texts["env"],
        }
    for place, about in places.items():
        yield from (".TP", f"\\fI{_text(place)}\\fR", _text(about))
    yield f".SH {texts['environment']}"
    for name, about in (("CASHIER_HOME", texts["home"]), ("CASHIER_SECTION_KEY", texts["key"])):
        yield from (".TP", f"\\fB{name}\\fR", _text(about))
    yield from (f".SH {texts['exit']}", _text(texts["status"]), f".SH {texts['see']}")
    other = "cashier-app" if service else "cashier-app-server"
    yield f"\\fB{_text(other)}\\fR(1)"


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return f"{text[0].upper()}{text[1:]}." if text and text[-1] not in ".!?" else text


def _text(text: str) -> str:
    """A text as troff takes it: hyphens that can be copied, nothing that begins a request."""
    plain = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain
