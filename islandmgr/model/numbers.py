"""Numbers as people read them."""

from __future__ import annotations

from collections.abc import Collection


def listed(numbers: Collection[int]) -> str:
    """`30000-30002, 30007`."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and parts[-1][-1] == number - 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
