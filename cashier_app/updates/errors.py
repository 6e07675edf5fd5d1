"""What can be wrong with an update, in words."""

from __future__ import annotations

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Phrase, Refused, WorldError


class UpdateError(WorldError):
    """No update came, and the till goes on as it is."""


class SourceSilent(UpdateError):
    """The place of updates does not answer, or not with what was asked for."""

    text = QT_TRANSLATE_NOOP("errors", "The place of updates does not give {name}: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "It is asked again by itself; the address is [updates] url")


class Interrupted(UpdateError):
    """The till is needed: the rest is fetched later."""

    text = QT_TRANSLATE_NOOP("errors", "The download waits until nobody needs the till")
    way_out = QT_TRANSLATE_NOOP("errors", "It goes on by itself where it stopped")


class NoRoom(UpdateError):
    """The disk is too full."""

    text = QT_TRANSLATE_NOOP("errors", "There is no room for the update: {needed} MB are needed, {free} MB are free")
    way_out = QT_TRANSLATE_NOOP("errors", "Free the disk; the till goes on as it is")


class NotTrusted(UpdateError, Refused):
    """What the place of updates gives is not what was signed."""

    text = QT_TRANSLATE_NOOP("errors", "The update was refused: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Ask whoever publishes the versions; the till goes on as it is")


class NotFitting(UpdateError, Refused):
    """A signed version that cannot be put in here."""

    text = QT_TRANSLATE_NOOP("errors", "Version {version} cannot be put in here: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Ask whoever publishes the versions; the till goes on as it is")


class NoPlace(UpdateError, Refused):
    """No place or no key of updates is set."""

    text = QT_TRANSLATE_NOOP("errors", "Nothing says where updates come from or whose signature they carry")
    way_out = QT_TRANSLATE_NOOP("errors", "Set [updates] url and keys")


class NoSuchVersion(UpdateError, Refused):
    """A version that is not on this machine."""

    text = QT_TRANSLATE_NOOP("errors", "Version {version} is not on this machine")
    way_out = QT_TRANSLATE_NOOP("errors", "See “cashier-app update status” for those that are")


class NothingToDo(UpdateError, Refused):
    """There is no newer version, or no earlier one."""

    text = QT_TRANSLATE_NOOP("errors", "There is no version to go to")
    way_out = QT_TRANSLATE_NOOP("errors", "See “cashier-app update status”")


class KeyUnfit(UpdateError, Refused):
    """A file that is no signing key, or one that must not be overwritten."""

    text = QT_TRANSLATE_NOOP("errors", "{file} cannot serve as the signing key: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "“cashier-app update keygen FILE” makes one")


def _because(source: str) -> Phrase:
    return Phrase("updates", source)


UNSIGNED = _because(QT_TRANSLATE_NOOP("updates", "its signature is of none of the keys known here"))
UNREADABLE = _because(QT_TRANSLATE_NOOP("updates", "its manifest cannot be read"))
EXPIRED = _because(QT_TRANSLATE_NOOP("updates", "its manifest has expired"))
OLDER = _because(QT_TRANSLATE_NOOP("updates", "a newer manifest has been seen here: an old one is shown again"))
OTHER_CHANNEL = _because(QT_TRANSLATE_NOOP("updates", "it is for another channel"))
TOO_MUCH = _because(QT_TRANSLATE_NOOP("updates", "there is more of it than was signed"))
TOO_LITTLE = _because(QT_TRANSLATE_NOOP("updates", "there is less of it than was signed"))
OTHER_CONTENT = _because(QT_TRANSLATE_NOOP("updates", "its content is not what was signed"))
NO_ARCHIVE = _because(QT_TRANSLATE_NOOP("updates", "its archive cannot be read"))
LEADS_OUT = _because(QT_TRANSLATE_NOOP("updates", "a name in its archive leads out of its folder"))
STRANGE_ENTRY = _because(QT_TRANSLATE_NOOP("updates", "its archive holds more than files, folders and inner links"))
NO_ENTRY = _because(QT_TRANSLATE_NOOP("updates", "its program cannot be started"))

OTHER_PLATFORM = _because(QT_TRANSLATE_NOOP("updates", "it is not made for this system"))
TOO_OLD = _because(QT_TRANSLATE_NOOP("updates", "this version is too old for it; one in between is needed"))
SERVER_OLDER = _because(QT_TRANSLATE_NOOP("updates", "the server must be brought up to date first"))
DATABASE_NEWER = _because(QT_TRANSLATE_NOOP("updates", "it is made for an older database"))
HELD = _because(QT_TRANSLATE_NOOP("updates", "[updates] hold keeps this till at an older version"))
FAILED_BEFORE = _because(QT_TRANSLATE_NOOP("updates", "it did not start here before"))
