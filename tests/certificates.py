"""Certificates of the tests' own: a CA, and what it signs, as the files a server and a till are given."""

from __future__ import annotations

import datetime
from pathlib import Path

import trustme

DAY = datetime.timedelta(days=1)


class Authority:
    """A CA that nobody else trusts; `file` is its own certificate."""

    def __init__(self, folder: Path, name: str = "ca") -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self._name = name
        self._ca = trustme.CA(organization_name=name)
        self.file = folder / f"{name}.pem"
        self._ca.cert_pem.write_to_path(self.file)

    def issue(self, name: str = "server", host: str = "127.0.0.1", begins: int = -1, ends: int = 90) -> tuple[str, str]:
        """A server's certificate and its key; `begins` and `ends` in days from now."""
        now = datetime.datetime.now(datetime.UTC)
        made = self._ca.issue_cert(host, not_before=now + begins * DAY, not_after=now + ends * DAY)
        files = self._folder / f"{self._name}-{name}.pem", self._folder / f"{self._name}-{name}.key"
        files[0].unlink(missing_ok=True)
        for part in made.cert_chain_pems:
            part.write_to_path(files[0], append=True)
        made.private_key_pem.write_to_path(files[1])
        files[1].chmod(0o600)
        return str(files[0]), str(files[1])
