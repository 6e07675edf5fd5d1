"""What a node asks of its program: which version is meant for it, and that version's files."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path, Request
from starlette.responses import FileResponse, Response

from cashier_app import __version__
from cashier_app.server import intake, releases
from cashier_app.server.asking import Asker, Route, SmallContent, database_of, json
from cashier_app.server.bounds import Bounds
from cashier_app.server.problems import ApiError
from cashier_app.sync.messages import UpdateAnswer, UpdateReport
from cashier_app.updates.numbers import PATTERN


def _updates(request: Request, who: Asker, content: SmallContent) -> Response:
    """Say which version runs and how it stands with the next; the version whose files are meant for this node."""
    report, bounds = intake.decode(content, UpdateReport), _bounds(request)
    with database_of(request).write() as transaction:
        releases.take_report(transaction, who, report)
        meant = releases.meant_for(transaction.connection, who, report, bounds.releases)
    return json(UpdateAnswer(__version__, meant))


def _file(
    request: Request,
    who: Asker,
    version: Annotated[str, Path(pattern=PATTERN, description="A version")],
    name: Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$", description="A file of it")],
) -> Response:
    """A file of a version: its manifest, the signature, an archive; a part of it by `Range`."""
    file = releases.file_of(_bounds(request).releases, version, name)
    if file is None:
        raise ApiError(404, "not-found", "There is no such file of a version", f"{version}/{name}")
    return FileResponse(file, media_type="application/octet-stream")


def _bounds(request: Request) -> Bounds:
    bounds: Bounds = request.app.state.bounds
    return bounds


ROUTES: Final = (Route("POST", "/v1/updates", _updates, UpdateAnswer, UpdateReport),)
#: Answers with bytes, which are described otherwise.
FILES: Final = Route("GET", "/v1/releases/{version}/{name}", _file, bytes)
