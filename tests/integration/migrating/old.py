"""Files of an old programme, and a server's database that takes it over."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.loyalty.programme import load_programme
from cashier_app.server import programmes, verify
from cashier_app.server.database import ServerDatabase
from cashier_app.server.migrating.mapping import Mapping, Part, load_mapping
from cashier_app.server.migrating.report import Report
from cashier_app.server.migrating.run import Given, GivenFile, Migration
from cashier_app.server.migrating.staging import Refusal, Staging
from cashier_app.server.migrating.totals import ONE
from tests.clock import ManualClock

RESOURCES = Path(__file__).resolve().parents[3] / "resources" / "programmes"
ZONE = "Europe/Moscow"
MAPPING = """
source = "1c"
store = "perm"
[points]
without_expiry = { kind = "date", date = 2027-06-30 }
[levels]
"Серебряная" = "silver"
"Золотая карта" = "gold"
[segments]
"Сотрудники" = "staff"
[coupons]
"Купон на торт" = "cake"
"""


def programme_body() -> bytes:
    """The reference programme with a rule that takes a coupon."""
    document = json.loads((RESOURCES / "reference.json").read_bytes())
    coupons = json.loads((RESOURCES / "gifts-and-coupons.json").read_bytes())["rules"]
    document["rules"] += [rule for rule in coupons if any(c["kind"] == "coupon" for c in rule.get("conditions", ()))]
    return json.dumps(document).encode()


class Result:
    """A run's report and what it refused."""

    def __init__(self, report: Report, refusals: list[Refusal]) -> None:
        self.report = report
        self.refusals = refusals

    @property
    def reasons(self) -> list[tuple[str, int, str]]:
        """(file, row, reason) of everything refused or left out."""
        return [(refusal.file, refusal.line, refusal.reason) for refusal in self.refusals]

    def total(self, key: str) -> tuple[float, float, float, float, float]:
        """In the files, refused, left out, already there, taken, in whole units."""
        found = next((total for total in self.report.totals if total.key == key), None)
        assert found is not None, f"no total {key}"
        figures = (found.in_files, found.refused, found.left_out, found.known, found.new)
        return tuple(figure / ONE for figure in figures)  # type: ignore[return-value]


class OldProgramme:
    """A folder with the old system's files, and the database that they go into."""

    def __init__(self, folder: Path, clock: ManualClock, template: Path | None = None, url: str = "") -> None:
        self.folder = folder
        self.clock = clock
        self.path = folder / "loyalty.db"
        if template is not None:
            shutil.copyfile(template, self.path)
        self.database = ServerDatabase.open(url or str(self.path), clock)
        if template is None:
            with self.database.write() as transaction:
                programmes.publish(transaction, programme_body())

    def file(self, part: str, text: str, encoding: str = "utf-8") -> Path:
        """A table as the old system exports it."""
        path = self.folder / f"{part}.csv"
        path.write_text(text, encoding=encoding)
        return path

    def run(
        self, mapping: str = MAPPING, write: bool = True, without_refused: bool = True, **tables: str | Path
    ) -> Result:
        """Take tables over (texts, or files that are there)."""
        file = self.folder / "mapping.toml"
        file.write_text(mapping, encoding="utf-8")
        given = self.given(load_mapping(file), self.clock.now(), **tables)
        with Staging(ZONE) as staging:
            migration = Migration(given, staging)
            migration.read()
            report = migration.write(self.database, without_refused) if write else migration.rehearse(self.database)
            return Result(report, list(staging.refusals()))

    def given(self, mapping: Mapping, now: Instant, **tables: str | Path) -> Given:
        """All that a migration is made of."""
        files = []
        for part, table in tables.items():
            path = table if isinstance(table, Path) else self.file(part, table)
            files.append(GivenFile(part_of(part), path))
        programme = load_programme(programme_body())
        return Given(tuple(files), mapping, programme, ZONE, "Орлова Вера", now, str(self.path))

    def rows(self, query: sa.Select[Any]) -> list[Any]:
        """Rows of the database."""
        with self.database.read() as connection:
            return list(connection.execute(query).all())

    def findings(self) -> list[verify.Finding]:
        """What does not hold in the ledger."""
        with self.database.read() as connection:
            return verify.verify(connection)


def part_of(name: str) -> Part:
    """`members`, or `members_2` where there are several files of one part."""
    part: Any = name.partition("_")[0]
    return part  # type: ignore[no-any-return]
