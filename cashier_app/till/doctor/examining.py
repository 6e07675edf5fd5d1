"""Looks at everything, in the order in which a person would."""

from __future__ import annotations

from cashier_app.config import Places, Settings
from cashier_app.core.clock import Clock
from cashier_app.core.words import Words
from cashier_app.till.doctor import database, devices, machine, servers
from cashier_app.till.doctor.database import DatabaseState
from cashier_app.till.doctor.examination import Examination, Examined


def examine(
    places: Places, settings: Settings, clock: Clock, words: Words, devices_too: bool = True
) -> tuple[Examination, DatabaseState | None]:
    """Everything that a till needs; blocks for as long as silent devices and servers make it wait, some seconds each.

    Devices that a running till holds are left alone: it says itself how they stand.
    """
    folder = places.till_folder(settings)
    database_finding, state = database.finding(folder, settings.shop.zone, clock.now(), words)
    things = [
        Examined("program", words.translate("doctor", "Program"), machine.program(words)),
        Examined("files", words.translate("doctor", "Folders and disk"), machine.files(places, settings, words)),
        Examined("privacy", words.translate("doctor", "Who may read"), machine.privacy(places, settings, words)),
        Examined("database", words.translate("doctor", "Database"), database_finding),
    ]
    if state is not None:
        copied = database.copies_finding(settings, state, clock.now(), words)
        things.append(Examined("copies", words.translate("doctor", "Copies of the database"), copied))
        things.append(
            Examined(
                "queue", words.translate("doctor", "What waits"), database.queue_finding(state, clock.now(), words)
            )
        )
    titles = {"server": words.translate("doctor", "Server"), "node": words.translate("doctor", "Store node")}
    things += [Examined(key, titles[key], found) for key, found in servers.of_settings(settings.server, clock, words)]
    if devices_too:
        running = state is not None and bool(state.running)
        things += devices.look(settings, running, clock, words)
    things.append(Examined("screen", words.translate("doctor", "Screen"), machine.screen(words)))
    return Examination(tuple(things)), state
