"""k-means on points of a plane, and how far apart the clusters are; deterministic."""

from __future__ import annotations

import math
from collections.abc import Sequence

ROUNDS = 50
MOST_COMPARED = 400
Point = tuple[float, float]


def kmeans(points: Sequence[Point], k: int) -> list[int] | None:
    """Return the cluster of each point, clusters by falling size; None if one stays empty.

    The start depends on the points alone: the one farthest from the middle, then each time the one
    farthest from all chosen (T. F. Gonzalez, 1985).
    """
    centres = _start(points, k)
    labels: list[int] = []
    for _ in range(ROUNDS):
        found = [min(range(k), key=lambda c: math.dist(point, centres[c])) for point in points]
        if len(set(found)) < k:
            return None
        if found == labels:
            break
        labels = found
        centres = [_middle([p for p, at in zip(points, labels, strict=True) if at == c])
                   for c in range(k)]  # fmt: skip
    sizes = sorted(range(k), key=lambda c: (-labels.count(c), labels.index(c)))
    renamed = {old: new for new, old in enumerate(sizes)}
    return [renamed[at] for at in labels]


def silhouette(points: Sequence[Point], labels: Sequence[int]) -> float:
    """Return the mean silhouette (P. J. Rousseeuw, 1987): 1 is far apart, 0 is overlapping.

    Of very many points every n-th is taken as a judge, so the time stays linear in their number.
    """
    step = -(-len(points) // MOST_COMPARED)
    judged = range(0, len(points), step)
    sides: dict[int, list[Point]] = {}
    for at in judged:
        sides.setdefault(labels[at], []).append(points[at])
    if len(sides) < 2:
        return 0.0
    return sum(_width(points[at], labels[at], sides) for at in judged) / len(judged)


def _width(point: Point, label: int, sides: dict[int, list[Point]]) -> float:
    own = sides[label]
    if len(own) == 1:
        return 0.0
    inside = sum(math.dist(point, one) for one in own) / (len(own) - 1)
    outside = min(
        sum(math.dist(point, one) for one in side) / len(side)
        for name, side in sides.items()
        if name != label
    )
    largest = max(inside, outside)
    return (outside - inside) / largest if largest else 0.0


def _start(points: Sequence[Point], k: int) -> list[Point]:
    middle = _middle(points)
    chosen = [max(points, key=lambda one: (math.dist(one, middle), one))]
    while len(chosen) < k:
        chosen.append(max(points, key=lambda one: (min(math.dist(one, c) for c in chosen), one)))
    return chosen


def _middle(points: Sequence[Point]) -> Point:
    return (
        sum(x for x, _ in points) / len(points),
        sum(y for _, y in points) / len(points),
    )
