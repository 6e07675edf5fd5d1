"""The example programmes that the product brings with it, one a mechanic."""

from __future__ import annotations

from pathlib import Path

from cashier_app.loyalty.programme import Programme, load_programme

FOLDER = Path(__file__).parents[3] / "resources" / "programmes"


def example(name: str) -> Programme:
    """The programme of `resources/programmes/<name>.json`."""
    return load_programme((FOLDER / f"{name}.json").read_bytes())
