"""A tree kept as parents: whether a node may hang below another."""

from __future__ import annotations

from collections.abc import Mapping


def may_hang(*, node: int, below: int | None, parents: Mapping[int, int | None]) -> bool:
    """Whether moving a node keeps it a tree: nothing hangs below itself, however far down."""
    above = below
    while above is not None:
        if above == node:
            return False
        above = parents.get(above)
    return True
