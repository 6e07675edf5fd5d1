"""What stands beside an export of everything, in both languages at once: whoever reads it may not have this program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

#: A unit, in English and in Russian.
UNITS: Final[dict[str, tuple[str, str]]] = {
    "kopeck": ("kopecks: 12345 is 123.45 roubles", "копейки: 12345 — это 123,45 рубля"),
    "point/100": ("hundredths of a point (of a gift card: kopecks)", "сотые доли балла (у подарочной карты — копейки)"),
    "1/1000": ("thousandths of a piece or kilogram: 1500 is 1.5", "тысячные доли штуки или килограмма: 1500 — это 1,5"),
    "1/100 %": ("hundredths of a per cent: 2200 is 22 %", "сотые доли процента: 2200 — это 22 %"),
    "utc": ("instant in UTC, ISO 8601; empty: none", "момент времени UTC, ISO 8601; пусто — нет"),
    "json-or-hex": ("JSON, or bytes as hexadecimal digits", "JSON либо байты шестнадцатеричными цифрами"),
}

#: Tables, in English and in Russian.
TABLES: Final[dict[str, tuple[str, str]]] = {
    "account": ("members' accounts: level, purchases", "счета участников: уровень, покупки"),
    "alarm": ("what a person should look at, and what came of it", "на что должен взглянуть человек и чем кончилось"),
    "barcode": ("bar codes of goods", "штрихкоды товаров"),
    "beyond": ("points lent beyond the rights while offline", "баллы, выданные сверх прав без связи"),
    "cash_operation": ("cash put in and taken out", "внесения и выдачи наличных"),
    "draft": ("the receipt on the screen", "чек на экране"),
    "entry": ("entries of the ledger: every movement of points", "проводки: каждое движение баллов"),
    "epoch": ("lives of a till's or node's database", "эпохи базы данных кассы или узла"),
    "fork": ("histories that parted", "разошедшиеся истории"),
    "hold": ("holds of web shops", "брони сайтов"),
    "hold_lot": ("lots within holds", "партии баллов в бронях"),
    "identifier": ("cards, telephones, e-mails", "карты, телефоны, адреса почты"),
    "journal": ("privileged acts, each bound to those before it", "журнал действий, каждое связано с прежними"),
    "level_assignment": ("levels given by hand", "уровни, данные вручную"),
    "level_change": ("history of levels", "история уровней"),
    "level_state": ("where members stand between levels", "положение участников между уровнями"),
    "lot": ("lots of points with their term", "партии баллов со сроком"),
    "member": ("persons: name, registration, consent", "люди: имя, регистрация, согласие"),
    "meta": ("keys of the database itself", "ключи самой базы данных"),
    "migration": ("takeovers of an old programme", "переносы из старой программы"),
    "node": ("tills, store nodes, sites", "кассы, узлы магазинов, сайты"),
    "node_program": ("versions of the program on machines", "версии программы на машинах"),
    "node_right": ("spending rights under the store node", "права на списание от узла магазина"),
    "operation": ("operations of all tills as they were told", "операции всех касс, как они пришли"),
    "outbox": ("operations of this till for the server", "операции кассы для сервера"),
    "parked_receipt": ("receipts put aside", "отложенные чеки"),
    "parting": ("lives that are being closed", "закрываемые эпохи"),
    "payment": ("payments and refunds", "оплаты и возвраты денег"),
    "phone_card": ("cards in telephones", "карты в телефонах"),
    "picture": ("pictures of goods (PNG, hexadecimal)", "картинки товаров (PNG, шестнадцатерично)"),
    "print_job": ("slips and what became of them", "задания печати и их судьба"),
    "product": ("goods", "товары"),
    "programme": ("versions of the loyalty programme", "версии программы лояльности"),
    "purchase": ("purchases counted for levels", "покупки, учтённые для уровней"),
    "quick_tile": ("quick goods", "быстрые товары"),
    "recall": ("rights asked back", "отозванные права"),
    "receipt": ("receipts: sales and returns", "чеки: продажи и возвраты"),
    "receipt_line": ("lines of receipts", "строки чеков"),
    "release": ("versions offered to machines", "версии, предложенные машинам"),
    "shift": ("shifts with their Z reports", "смены с Z-отчётами"),
    "spending_right": ("rights lent to tills and nodes", "права, выданные кассам и узлам"),
    "store": ("shops", "магазины"),
    "told_sale": ("sales of other tills as the server told them", "продажи других касс по словам сервера"),
    "user": ("people at the till; no PINs", "люди за кассой; без PIN-кодов"),
    "visit_elsewhere": ("members who went to other shops", "участники, ходившие в другие магазины"),
    "written_off": ("rights written off with a machine", "права, списанные вместе с машиной"),
}


def readme(whose: str, tables: Mapping[str, Sequence[tuple[str, str, str]]], personal: bool) -> str:
    """The README: what the files are, then every table with its columns as (name, type, unit)."""
    lines = [
        f"# cashier-app: {'till / касса' if whose == 'till' else 'server / сервер'}",
        "",
        "All tables of one instant. CSV by RFC 4180: UTF-8, commas, the first line names the columns. "
        "`datapackage.json` is the schema (Frictionless Data Package). Columns that are empty: nothing is known there, "
        "or it is secret"
        + ("." if personal else "; what tells who a person is was left out (`--personal` writes it)."),
        "",
        "Все таблицы на один момент времени. CSV по RFC 4180: UTF-8, запятые, первая строка называет столбцы. "
        "`datapackage.json` — схема (Frictionless Data Package). Пустые столбцы: значения нет или оно секретно"
        + ("." if personal else "; сведения о людях не выгружены (их пишет `--personal`)."),
    ]
    for name, columns in tables.items():
        english, russian = TABLES.get(name, ("", ""))
        lines += [
            "",
            f"## {name}",
            "",
            f"{english} / {russian}",
            "",
            "| column | type | unit / единица |",
            "|---|---|---|",
        ]
        for column, kind, unit in columns:
            both = " / ".join(UNITS[unit]) if unit else ""
            lines.append(f"| {column} | {kind} | {both} |")
    return "\n".join(lines) + "\n"
