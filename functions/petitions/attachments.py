"""The files of a petition, where its rule set allows any: from the petitioner to the page.

They are added to a petition that has been submitted, wait unseen, and become part of its facts when
a moderator publishes it; files added later are not looked at any more.
"""

from __future__ import annotations

from collections.abc import Collection

from functions.media import publication, record, upload
from functions.media.kinds import Kinds
from functions.media.record import Upload
from functions.petitions.petition import Attachment, Petition
from functions.petitions.rules import RuleSet


def permit(petition_id: int, chosen: RuleSet, lang: str) -> str | None:
    """Return what lets the petitioner add files, or None where the rule set has none."""
    allowed = chosen.attachments
    if not allowed.count:
        return None
    kinds = Kinds(count=allowed.count, kilobytes=allowed.kilobytes, pdf=True)
    return upload.permit(_owner(petition_id), kinds, lang, onward=f"/{lang}/done/petition/")


def page(permitted: str) -> str:
    """Return the path of the page where the petitioner adds files without scripts."""
    return upload.page(permitted)


def added(petition_id: int, chosen: RuleSet) -> list[Upload]:
    """Return the files that were added, whatever became of them: one Query, or none."""
    return record.of_owner(_owner(petition_id)) if chosen.attachments.count else []


def accepted(petition_id: int, chosen: RuleSet, without: Collection[str]) -> list[Attachment]:
    """Return the clean files that a moderator has not left out, as facts of the petition."""
    clean = [one for one in added(petition_id, chosen) if one.state == "clean"]
    kept = [one for one in clean if one.id not in without]
    return [
        Attachment(name=f"{number}.{_ending(one)}", key=one.files[0], size=one.bytes)
        for number, one in enumerate(kept, 1)
    ]


def show(petition: Petition) -> None:
    """Put the petition's files on the site; a repeat changes nothing."""
    for one in petition.attachments:
        publication.publish(_upload_id(one))


def hide(petition: Petition) -> None:
    """Take the petition's files off the site; a repeat changes nothing."""
    for one in petition.attachments:
        publication.unpublish(_upload_id(one))


def forget(petition_id: int, chosen: RuleSet) -> None:
    """Delete every file that was added, shown or not."""
    if chosen.attachments.count:
        publication.erase(_owner(petition_id))


def _owner(petition_id: int) -> str:
    return f"petition:{petition_id}"


def _ending(one: Upload) -> str:
    return one.files[0].rsplit(".", 1)[-1]


def _upload_id(one: Attachment) -> str:
    return one.key.removeprefix("media/").split(".")[0]
