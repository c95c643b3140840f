"""What the scheduled publishers share: changes are queued, the queue is emptied, then come lists.

A run that has more to do than time keeps the rest in its queue. Lists are owed as long as a page
was rendered that they do not know yet, and once more whenever a mark, such as the day, is new.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from functions.publishing import outputs
from functions.publishing import store as stores
from functions.publishing.store import Book
from functions.publishing.version import version
from functions.shared import clock, http, objects

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

VERSION, DIRTY = "version", "dirty"
SOME, ALL = "yes", "all"

Left = Callable[[], int]
KeyT = TypeVar("KeyT")


class Report(Protocol):
    """What a run did; its attributes are what the log line tells."""

    @property
    def files(self) -> int: ...
    @property
    def waiting(self) -> int: ...


class Publish(Protocol):
    """A publisher's work; `left` tells how many milliseconds may still be used."""

    def __call__(self, now: dt.datetime, *, left: Left | None = None) -> Report: ...


class Run:
    """One run over one read model."""

    def __init__(self, book: Book, now: dt.datetime, *, everything: bool) -> None:
        self.store = stores.load(book)
        self.everything = everything
        self.version = version(now, afresh=everything)
        self.is_new_version = everything or self.store.get(VERSION) != self.version

    def refill(self, all_of_it: str) -> None:
        """Queue all, by that statement, if what pages are made with is new."""
        if self.is_new_version:
            self.store.db.execute(all_of_it)
        if self.everything:
            outputs.renew(self.store)

    def work_off(
        self, keys: Iterable[KeyT], render: Callable[[KeyT], int], has_time: Callable[[], bool]
    ) -> tuple[int, int]:
        """Render in the order given; return how many were rendered and how many files written."""
        done = files = 0
        for key in keys:
            # At least one a run, however little time there is: so every queue empties.
            if done and not has_time():
                break
            files += render(key)
            done += 1
        self.owe(done)
        # Lists speak of these pages, so the pages come first.
        self.store.burst.flush()
        return done, files

    @property
    def waiting(self) -> int:
        """How many are left in the queue."""
        return int(self.store.db.execute("SELECT COUNT(*) FROM queue").fetchone()[0])

    def is_owed(self, name: str, mark: str) -> bool:
        """Tell whether lists are to be made now; `mark` is what they were last made for."""
        return not self.waiting and bool(self.store.get(DIRTY) or self.store.get(name) != mark)

    def pay(self, name: str, mark: str, *, ran_out: bool = False) -> None:
        """Remember that lists were made, unless time ran out over them."""
        self.store.set(name, mark)
        if not ran_out:
            self.store.set(DIRTY, "")

    def owe(self, done: int) -> None:
        """Remember that lists do not know yet of so many pages that were rendered."""
        if done and not self.store.get(DIRTY):  # a slice of a new version must not hide the rest
            self.store.set(DIRTY, SOME)
        if self.is_new_version:
            self.store.set(VERSION, self.version)
            self.store.set(DIRTY, ALL)


def on_schedule(publish: Publish, message: str, context: LambdaContext) -> dict[str, Any]:
    """Publish once; a run that another one overtook leaves everything to the next."""
    try:
        report = publish(clock.now(), left=context.get_remaining_time_in_millis)
    except objects.PreconditionFailedError:
        stores.forget()
        http.logger.info("published_elsewhere")
        return {}
    if report.files or report.waiting:
        http.logger.info(message, extra=vars(report))
    return vars(report)
