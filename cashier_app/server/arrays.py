"""Many values as one parameter of a statement of PostgreSQL: the text of an array, made quicker than by the driver."""

from __future__ import annotations

from collections.abc import Sequence


def array_text(values: Sequence[int | str | bytes | None]) -> str:
    """Whole numbers, texts or bytes, one kind only, as PostgreSQL reads an array of them; None is NULL."""
    if not values:
        return "{}"
    if None in values:
        return "{" + ",".join(["NULL" if each is None else _element(each) for each in values]) + "}"
    first = values[0]
    if isinstance(first, str):
        joined = '","'.join(values)  # type: ignore[arg-type]
        # nearly no text has anything to be escaped: told by one look at all of them
        if "\\" not in joined and joined.count('"') == 2 * (len(values) - 1):
            return f'{{"{joined}"}}'
    elif isinstance(first, int):
        return "{" + ",".join(map(str, values)) + "}"
    return "{" + ",".join([_element(each) for each in values if each is not None]) + "}"


def _element(value: int | str | bytes) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, bytes):
        return f'"\\\\x{value.hex()}"'
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
