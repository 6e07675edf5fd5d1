"""A scan that is a colleague's badge."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cashier_app.config import Selling
    from cashier_app.devices.scan import Scan


def badge_of(scan: Scan, settings: Selling) -> str | None:
    """The badge that was scanned; None for anything else."""
    from cashier_app.catalog.masks import masks_of
    from cashier_app.catalog.recognition import Badge, recognise

    masks = masks_of(settings.card_masks, settings.in_store_masks)
    found = recognise(scan.text, scan.raw, scan.symbology, masks)
    return found.value if isinstance(found, Badge) else None
