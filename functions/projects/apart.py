"""Whether people's answers fall into groups that are further apart than chance would have them.

For chance, the answers to each statement are shuffled among those who gave them, as in J. L. Horn's
parallel analysis (1965), and the same is done with them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from functions.projects.components import Row, components, project
from functions.projects.kmeans import Point, kmeans, silhouette

MOST_GROUPS = 5
# Above the clearest grouping that shuffled answers give.
MARGIN, SHUFFLES = 0.05, 3
# Kaufman and Rousseeuw (1990) call a silhouette of up to 0.25 no structure at all.
NO_STRUCTURE = 0.25
SAME_VIEW = 1e-3


def places(rows: Sequence[Row]) -> list[Point]:
    """Return each person's place; few answers would pull to the middle, so they are stretched."""
    centred, axes = components(rows)
    placed = []
    for row, (x, y) in zip(rows, project(centred, axes), strict=True):
        answered = sum(1 for cell in row if cell is not None)
        stretch = math.sqrt(len(row) / answered)
        placed.append((x * stretch, y * stretch))
    return placed


def apart(
    rows: Sequence[Row], points: Sequence[Point], smallest: int
) -> tuple[list[int], float] | None:
    """Return the clearest grouping, if it is clearer than chance."""
    best = _best(points, smallest)
    if best is None or best[1] <= NO_STRUCTURE:
        return None
    dice = random.Random(SHUFFLES)
    for _ in range(SHUFFLES):
        chance = _best(places(_shuffled(rows, dice)), smallest)
        if chance is not None and best[1] < chance[1] + MARGIN:
            return None
    return best


def _best(points: Sequence[Point], smallest: int) -> tuple[list[int], float] | None:
    """Return the labels with the best silhouette; None if all think the same."""
    if max(math.dist(points[0], one) for one in points) < SAME_VIEW:
        return None
    best: tuple[list[int], float] | None = None
    for k in range(2, min(MOST_GROUPS, 2 + len(points) // 12) + 1):
        labels = kmeans(points, k)
        if labels is None or min(labels.count(g) for g in range_of(labels)) < smallest:
            continue
        score = silhouette(points, labels)
        if best is None or score > best[1]:
            best = labels, score
    return best


def _shuffled(rows: Sequence[Row], dice: random.Random) -> list[list[int | None]]:
    """Return the table with each statement's answers dealt out anew among who answered it."""
    made = [list(row) for row in rows]
    for column in range(len(rows[0])):
        places = [at for at, row in enumerate(rows) if row[column] is not None]
        dealt = [rows[at][column] for at in places]
        dice.shuffle(dealt)
        for at, cell in zip(places, dealt, strict=True):
            made[at][column] = cell
    return made


def range_of(labels: Sequence[int]) -> range:
    """Return the numbers of the groups."""
    return range(max(labels) + 1)
