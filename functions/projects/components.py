"""The two principal components of a table with holes, by power iteration; no numeric library.

A hole takes its column's mean, so once centred it is nothing: only the cells that are there are
gone through, and the iteration runs on the small matrix of columns by columns.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

ROUNDS = 200
CLOSE = 1e-9
Row = Sequence[int | None]
Vector = list[float]
Sparse = list[tuple[int, float]]


def components(rows: Sequence[Row]) -> tuple[list[Sparse], tuple[Vector, Vector]]:
    """Return the centred table, as (column, value) of each row, and its two first axes."""
    centred = _centred(rows)
    products = _products(centred, len(rows[0]))
    first = _axis(products, [])
    return centred, (first, _axis(products, [first]))


def project(centred: Sequence[Sparse], axes: tuple[Vector, Vector]) -> list[tuple[float, float]]:
    """Return each row's place on the two axes."""
    first, second = axes
    return [
        (sum(cell * first[at] for at, cell in row), sum(cell * second[at] for at, cell in row))
        for row in centred
    ]


def _centred(rows: Sequence[Row]) -> list[Sparse]:
    means = []
    for column in zip(*rows, strict=True):
        known = [cell for cell in column if cell is not None]
        means.append(sum(known) / len(known) if known else 0.0)
    return [
        [(at, cell - means[at]) for at, cell in enumerate(row) if cell is not None] for row in rows
    ]


def _products(centred: Sequence[Sparse], width: int) -> list[Vector]:
    """Return the sums of products of every two columns."""
    found = [[0.0] * width for _ in range(width)]
    for row in centred:
        for at, cell in row:
            line = found[at]
            for other, value in row:
                line[other] += cell * value
    return found


def _axis(products: Sequence[Vector], before: Sequence[Vector]) -> Vector:
    """Return the direction of the largest spread at right angles to those before."""
    width = len(products)
    # A start that no symmetry of the table can be at right angles to by chance.
    axis = _unit([1 + math.sin(at + 1) / 3 for at in range(width)], before)
    for _ in range(ROUNDS):
        following = _unit([_dot(line, axis) for line in products], before)
        if not any(following):
            return [0.0] * width
        moved = max(abs(a - b) for a, b in zip(axis, following, strict=True))
        axis = following
        if moved < CLOSE:
            break
    return _signed(axis)


def _unit(vector: Vector, before: Sequence[Vector]) -> Vector:
    for axis in before:
        along = _dot(vector, axis)
        vector = [cell - along * part for cell, part in zip(vector, axis, strict=True)]
    length = math.sqrt(_dot(vector, vector))
    return [cell / length for cell in vector] if length > CLOSE else [0.0] * len(vector)


def _signed(axis: Vector) -> Vector:
    """Turn an axis so that its largest part is positive: a mirror image is no other result."""
    largest = max(axis, key=abs)
    return [-cell for cell in axis] if largest < 0 else axis


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
