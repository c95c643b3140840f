"""What a request must know of a project, kept in the module and refreshed each minute.

Nobody is refused on a copy of last minute: it is read again first.
"""

from __future__ import annotations

import datetime as dt

from functions.participants.own import own_keys
from functions.participants.participant import Participant, tag
from functions.projects import project, stages
from functions.projects.process import Deed
from functions.projects.project import Project, name_of
from functions.projects.stages import Phase
from functions.shared import clock
from functions.shared.errors import GoneError, NotFoundError, NotNowError

FRESH = dt.timedelta(minutes=1)
FRESH_FOR_REFUSAL = dt.timedelta(seconds=5)
MOST = 500
_seen: dict[int, tuple[dt.datetime, Project]] = {}


def get(project_id: int, fresh: dt.timedelta = FRESH) -> Project:
    """Return a project that is public: one GetItem when the copy is older than `fresh`.

    Raises NotFoundError for a draft too.
    """
    now = clock.now()
    read_at, found = _seen.get(project_id, (None, None))
    if read_at is None or found is None or not now - fresh < read_at <= now:
        found = project.load(project_id).project
        if len(_seen) >= MOST:
            _seen.clear()
        _seen[project_id] = (now, found)
    if found.published_at is None:
        raise NotFoundError
    return found


def allowing(project_id: int, deed: Deed) -> Project:
    """Return a project whose present stage takes a deed.

    Raises NotFoundError, GoneError for one that was stopped, NotNowError.
    """
    found = get(project_id)
    if not _allows(found, deed):
        found = get(project_id, FRESH_FOR_REFUSAL)
    stand = stages.stand(found, clock.now())
    if stand.phase == Phase.STOPPED:
        raise GoneError
    if not stand.allows(deed):
        raise NotNowError
    return found


def tag_of(project_id: int, who: Participant) -> str:
    """Return what stands for a person in one project: one GetItem, or none."""
    return tag(own_keys(name_of(project_id)).tag, name_of(project_id), who.ident)


def forget() -> None:
    """Drop every copy."""
    _seen.clear()


def _allows(found: Project, deed: Deed) -> bool:
    return stages.stand(found, clock.now()).allows(deed)
