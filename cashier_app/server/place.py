"""Where the server's database is: a file of this machine, or a PostgreSQL by its address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, Self
from urllib.parse import urlsplit

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

#: How an address of PostgreSQL begins.
_POSTGRES: Final = ("postgresql://", "postgres://")
#: A password within an address: before the host, or among the parameters.
_PASSWORD: Final = re.compile(r"(://[^:/@]*:)[^@]*(?=@)|((?:^|[?&])password=)[^&]*")


class UnknownDatabase(Refused):
    """An address of a database that this program does not speak to."""

    text = QT_TRANSLATE_NOOP("errors", "“{url}” is not a database this server can use")
    way_out = QT_TRANSLATE_NOOP(
        "errors",
        "A path such as /var/lib/loyalty.db is allowed, sqlite:////var/lib/loyalty.db or postgresql://user@host/name",
    )


class Place(msgspec.Struct, frozen=True):
    """A database's address; `path` is the file, None for PostgreSQL.

    As text it is what may be shown: an address keeps its password to itself.
    """

    url: str
    path: Path | None = None

    @classmethod
    def of(cls, url: str) -> Self:
        """The place that a path, `sqlite:///` and a path, or `postgresql://…` names; raises `UnknownDatabase`."""
        if url.startswith(_POSTGRES) and "\0" not in url:
            try:
                urlsplit(url)
            except ValueError as error:
                raise UnknownDatabase(url=without_password(url)) from error
            return cls(url)
        file = url.removeprefix("sqlite:///") if url.startswith("sqlite:///") else url
        if "://" in file or not file.strip() or "\0" in file:
            raise UnknownDatabase(url=without_password(url))
        path = Path(file).expanduser().absolute()
        return cls(str(path), path)

    def __str__(self) -> str:
        return without_password(self.url)


def without_password(url: str) -> str:
    """An address as it may be shown and logged."""
    return _PASSWORD.sub(lambda found: f"{found[1] or found[2]}…", url)
