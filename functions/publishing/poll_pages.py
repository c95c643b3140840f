"""Votes for the publisher of participation: one vote's files, and what is made from all."""

from __future__ import annotations

from functions.publishing import (
    outputs,
    participate_page,
    participation_search,
    poll_files,
    poll_json,
    poll_lists,
    poll_page,
    poll_rows,
)
from functions.publishing.participation_press import ParticipationPress, Row
from functions.publishing.poll_rows import KIND
from functions.publishing.poll_seen import Seen
from functions.publishing.public_json import dump
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.shared import clock
from functions.shared.words import t


def publish(press: ParticipationPress, number: int) -> int:
    """Publish a vote's pages and its JSON; nothing of a draft.

    The sealed document, the ballots and the result are files of `functions.polls`.
    """
    seen = poll_rows.seen(press, number)
    files: dict[str, bytes] = {}
    if seen.is_public:
        for lang in press.languages:
            page = press.renderers[lang].page(_sheet(press, seen, lang))
            files[f"{lang}/polls/{number}/index.html"] = page
        files[f"polls/{number}.json"] = dump(poll_json.show(seen))
    press.keep(KIND, number, _row(press, seen))
    participation_search.keep_poll(press, seen)
    return outputs.put(press.store, f"poll/{number}", files)


def together(press: ParticipationPress) -> int:
    """Publish the lists, the data about all votes, and the page of the code."""
    written = participate_page.publish(press)
    return written + poll_lists.publish(press) + poll_files.publish(press)


def _sheet(press: ParticipationPress, seen: Seen, lang: str) -> Sheet:
    poll = seen.poll
    question = pick(poll.question, lang).text
    about = pick(poll.about, lang).text
    scripts = {
        "ballot": seen.state == "open",
        "recount_button": bool(seen.poll.result and seen.poll.result.ballots_published),
    }
    return Sheet(
        template="poll.html",
        section="polls",
        address=press.address(lang, f"polls/{poll.id}/", feeds="/polls/"),
        title=f"{question} — {t(lang, 'chrome.name')}",
        description=about or t(lang, "poll.list.description"),
        values={"p": poll_page.page(seen, lang)},
        kind="article",
        scripts=[f"/assets/js/poll/{name}.js" for name, needed in scripts.items() if needed],
    )


def _row(press: ParticipationPress, seen: Seen) -> Row:
    poll, due = seen.poll, seen.next_at()
    due_at = clock.text(due) if due else ""
    if not seen.is_public:
        return Row(str(seen.state), shown="", listed="", due_at=due_at)
    listed = dump(poll_json.listed(seen)).decode()
    shown = "".join(poll_lists.card(press, poll.id, lang) for lang in press.languages)
    return Row(
        state=str(seen.state),
        shown=shown,
        listed=listed,
        csv=poll_files.row(seen),
        sort=poll_lists.sort(seen),
        facets=poll_lists.facets(seen),
        news=poll_files.news(seen),
        paths=[f"polls/{poll.id}/"],
        trails=[poll.trail],
        due_at=due_at,
    )
