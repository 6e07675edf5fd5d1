"""Print jobs: written with the sale, taken by the printer's worker."""

from __future__ import annotations

from typing import Final

from sqlalchemy import and_, bindparam, case, exists, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from cashier_app.storage.rows import PrintJobRow
from cashier_app.storage.statements import Link, Statement, columns_of
from cashier_app.storage.tables import PRINT_JOB_UNDER_WAY, PRINT_JOB_WAITING, print_job

_ADD: Final = Statement(
    insert(print_job).values(
        kind=bindparam("kind"),
        receipt_id=bindparam("receipt_id"),
        document=bindparam("document"),
        state="queued",
        attempts=0,
        next_at=bindparam("at"),
        created_at=bindparam("at"),
        changed_at=bindparam("at"),
        detail="",
        printer="",
    )
)
_OTHER: Final = print_job.alias("other")
#: A slip has been under way for long: its printer has stopped, and what is queued behind it does not come out.
_STUCK: Final = exists(
    select(_OTHER.c.job_id).where(_OTHER.c.state == "sending", _OTHER.c.changed_at <= bindparam("since"))
)
#: What comes first to this printer, or was given to it; and slips that their own could not begin for long.
_MINE: Final = case(
    (print_job.c.printer != "", print_job.c.printer == bindparam("of_printer")),
    (print_job.c.kind == "drawer", bindparam("drawer") == 1),
    else_=or_(
        bindparam("slips") == 1,
        and_(
            print_job.c.created_at <= bindparam("since"),
            or_(print_job.c.state == "failed_before_first_byte", _STUCK),
        ),
    ),
)
_DUE: Final = Statement(
    columns_of(print_job, PrintJobRow)
    .where(PRINT_JOB_WAITING, print_job.c.next_at <= bindparam("now"), _MINE)
    .order_by(print_job.c.job_id)
    .limit(1)
)
_BY_ID: Final = Statement(columns_of(print_job, PrintJobRow).where(print_job.c.job_id == bindparam("job_id")))
_MARK: Final = Statement(
    update(print_job)
    .where(print_job.c.job_id == bindparam("of_job"))
    .values(
        state=bindparam("new_state"),
        detail=bindparam("new_detail"),
        changed_at=bindparam("now"),
        next_at=bindparam("again_at"),
        attempts=print_job.c.attempts + case((bindparam("new_state") == "sending", 1), else_=0),
    )
)
#: Waiting, and meant for this printer or for none in particular.
_FREE: Final = and_(PRINT_JOB_WAITING, print_job.c.printer.in_(("", bindparam("of_printer"))))
_CLAIM: Final = Statement(
    update(print_job)
    .where(print_job.c.job_id == bindparam("of_job"), _FREE)
    .values(
        state="sending",
        detail="",
        printer=bindparam("of_printer"),
        changed_at=bindparam("now"),
        attempts=print_job.c.attempts + 1,
    )
)
_SETTLE: Final = Statement(
    update(print_job)
    .where(
        print_job.c.job_id == bindparam("of_job"),
        or_(_FREE, and_(print_job.c.state == "sending", print_job.c.printer == bindparam("of_printer"))),
    )
    .values(
        state=bindparam("new_state"),
        detail=bindparam("new_detail"),
        changed_at=bindparam("now"),
        # nothing of it went out: any printer may try again
        printer=case(
            (and_(print_job.c.state == "sending", bindparam("new_state") == "failed_before_first_byte"), ""),
            else_=print_job.c.printer,
        ),
    )
)
_GIVE: Final = Statement(
    update(print_job)
    .where(print_job.c.job_id == bindparam("of_job"), PRINT_JOB_WAITING)
    .values(printer=bindparam("of_printer"))
)
_FREE_ALL: Final = Statement(update(print_job).where(PRINT_JOB_WAITING, print_job.c.printer != "").values(printer=""))
_INTERRUPTED: Final = Statement(
    update(print_job)
    .where(PRINT_JOB_UNDER_WAY, print_job.c.state == "sending")
    .values(
        # Nobody is asked whether a drawer opened, and it is never opened again for an old sale.
        state=case((print_job.c.kind == "drawer", "dismissed"), else_="unknown"),
        detail=bindparam("new_detail"),
        changed_at=bindparam("now"),
    )
)
_UNKNOWN: Final = Statement(
    columns_of(print_job, PrintJobRow)
    .where(PRINT_JOB_UNDER_WAY, print_job.c.state == "unknown")
    .order_by(print_job.c.job_id)
)
_WAITING: Final = Statement(columns_of(print_job, PrintJobRow).where(PRINT_JOB_WAITING).order_by(print_job.c.job_id))
_OF_RECEIPT: Final = Statement(
    columns_of(print_job, PrintJobRow)
    .where(print_job.c.receipt_id == bindparam("receipt_id"), print_job.c.kind == bindparam("kind"))
    .order_by(print_job.c.job_id)
    .limit(1)
)
_LATEST: Final = Statement(
    columns_of(print_job, PrintJobRow).order_by(print_job.c.job_id.desc()).limit(bindparam("limit"))
)
_LAST: Final = Statement(
    select(print_job.c.receipt_id)
    .where(print_job.c.kind == "receipt", print_job.c.receipt_id.is_not(None))
    .order_by(print_job.c.job_id.desc())
    .limit(1)
)


class Printing:
    """The printer's queue."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, kind: str, document: bytes, at: int, receipt_id: str | None = None) -> int:
        """Queue a job; its id."""
        rowid: int = self._link.driver.execute(
            _ADD.sql, _ADD.values({"kind": kind, "receipt_id": receipt_id, "document": document, "at": at})
        ).lastrowid
        return rowid

    def due(
        self, printer: str, now: int, *, slips: bool = True, drawer: bool = True, since: int = -1
    ) -> PrintJobRow | None:
        """The oldest job that waits for a printer: given to it, or for any and `slips` or the `drawer` are its work.

        Also a slip, queued at `since` or before, that the printer whose work it is could not begin.
        """
        return self._link.row(
            _DUE, PrintJobRow, of_printer=printer, now=now, slips=int(slips), drawer=int(drawer), since=since
        )

    def give(self, job_id: int, printer: str) -> bool:
        """Let one printer alone print a waiting job; False if it does not wait any more."""
        return self._link.run(_GIVE, of_job=job_id, of_printer=printer) == 1

    def give_back(self) -> int:
        """Waiting jobs that were given to a printer may come out on any; how many."""
        return self._link.run(_FREE_ALL)

    def by_id(self, job_id: int) -> PrintJobRow | None:
        """One job."""
        return self._link.row(_BY_ID, PrintJobRow, job_id=job_id)

    def mark(self, job_id: int, state: str, detail: str, now: int, again_at: int = 0) -> int:
        """A job's new state; `sending` counts an attempt.  The number of rows changed."""
        return self._link.run(_MARK, of_job=job_id, new_state=state, new_detail=detail, now=now, again_at=again_at)

    def claim(self, job_id: int, printer: str, now: int) -> bool:
        """Make a waiting job `sending` on a printer, which counts an attempt; False if it does not wait for it."""
        return self._link.run(_CLAIM, of_job=job_id, of_printer=printer, now=now) == 1

    def settle(self, job_id: int, printer: str, state: str, detail: str, now: int) -> bool:
        """What a printer made of a job; False if it is neither waiting for it nor `sending` on it."""
        found = self._link.run(_SETTLE, of_job=job_id, of_printer=printer, new_state=state, new_detail=detail, now=now)
        return found == 1

    def interrupted(self, detail: str, now: int) -> int:
        """Jobs that were under way when the program ended: nobody knows what was printed.  How many."""
        return self._link.run(_INTERRUPTED, new_detail=detail, now=now)

    def unknown(self) -> list[PrintJobRow]:
        """Jobs of which nobody knows whether they were printed, oldest first."""
        return self._link.rows(_UNKNOWN, PrintJobRow)

    def waiting(self) -> list[PrintJobRow]:
        """Jobs that are still to be sent, oldest first."""
        return self._link.rows(_WAITING, PrintJobRow)

    def of_receipt(self, receipt_id: str, kind: str = "receipt") -> PrintJobRow | None:
        """The job of a receipt's slip."""
        return self._link.row(_OF_RECEIPT, PrintJobRow, receipt_id=receipt_id, kind=kind)

    def latest(self, limit: int) -> list[PrintJobRow]:
        """The newest jobs first."""
        return self._link.rows(_LATEST, PrintJobRow, limit=limit)

    def last_receipt(self) -> str | None:
        """The receipt whose slip was queued last."""
        receipt_id: str | None = self._link.value(_LAST)
        return receipt_id
