"""The state behind a log whose entries can be read: tree, fold, and what of the fold is private.

The entries tell all but two things. The minimums of a goal's areas stand in the request for it; how
many signed in which area, in the petition's COUNT item or else in the signatures themselves.
"""

from __future__ import annotations

from functions.ledger import asked, counts, reconcile
from functions.ledger import logged as logs
from functions.ledger.fold import Fold
from functions.ledger.logged import Logged
from functions.ledger.stage import Batch, Stage
from functions.ledger.tally import CLASSES, Goal, Tally
from functions.ledger.tiles import Edge, grow
from functions.shared import keys, table


def at_the_end(leaves: list[bytes], batch: Batch) -> tuple[Stage, Logged]:
    """Return the stage of a batch that appends nothing to these entries, and the entries' places.

    Raises EntryError or FoldError if they are no valid log.
    """
    found = logs.load(leaves)
    edge, _ = grow(Edge(), leaves)
    fold = Fold(remember=False)
    fold.tallies, fold.ended = found.fold.tallies, dict(found.fold.ended)
    fold.polls = found.fold.polls
    for petition, tally in fold.tallies.items():
        tally.goals |= _minimums(petition, tally)
        tally.areas = _areas(petition, tally, found)
    size = found.size
    empty = Batch(batch.at, batch.since, size, size, size, size)
    return Stage(empty, edge, fold=fold), found


def _minimums(petition: int, tally: Tally) -> dict[str, Goal]:
    """Return the goals that ask for areas, with each area's own minimum."""
    if not any(goal.m for goal in tally.goals.values()):
        return {}
    asks = table.query("signatures", "pk", keys.log_request(petition, "", "")["pk"])
    found = {}
    for item in asks:
        entry, least = item.get("e", {}), item.get("minimums")
        goal = tally.goals.get(entry.get("k", ""))
        if least and goal and (goal.n, goal.m) == (entry["n"], entry.get("m", 0)):
            found[entry["k"]] = Goal(goal.n, goal.m, least)
    return found


def _areas(petition: int, tally: Tally, found: Logged) -> dict[str, int]:
    item = table.get("core", keys.count(petition), consistent=True)
    stored = counts.from_item(item)
    is_of_this_log = 0 < counts.log_size(item) <= found.size
    if is_of_this_log and {name: getattr(stored, name) for name in CLASSES} == tally.live:
        return dict(stored.areas)
    return _counted(petition, found)


def _counted(petition: int, found: Logged) -> dict[str, int]:
    """Count the live signatures by area, each once, from their items and requests."""
    asks = asked.sort(reconcile.items(("p", petition)))
    areas = {
        found.find(one): one.item.get("rg")
        for one in [*(act.about for act in asks.acts), *asks.signatures]
    }
    counted: dict[str, int] = {}
    for index, area in areas.items():
        if area and found.is_live(index):
            counted[area] = counted.get(area, 0) + 1
    return counted
