"""Before and around publication: publish, reject, return, translate, remove, restore, note."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response

from functions.desk import entry, moderation, notes
from functions.desk.act import Act, Told, offer, signed_in
from functions.desk.case import Case, load
from functions.petitions import attachments
from functions.petitions.petition import Petition
from functions.shared import clock, http, table


def _published_now(case: Case) -> bool:
    return case.petition.published_at == case.now


def _publish(case: Case, asked: moderation.Publication) -> Petition:
    """Publish, or approve first where the rule set asks for two. Raises SecondPersonNeededError."""
    decided = moderation.publish(case, asked)
    if not decided.published_at:
        return decided
    files = attachments.accepted(decided.id, case.rules, asked.without)
    return decided.model_copy(update={"attachments": files})


def _show_files(case: Case) -> None:
    attachments.show(case.petition)


def _hide_files(case: Case) -> None:
    attachments.hide(case.petition)


def _tell_publication(case: Case, asked: moderation.Publication) -> Told:
    return Told("published" if _published_now(case) else "approved")


def _publication_entries(case: Case, asked: moderation.Publication) -> list[table.Item]:
    return entry.publication(case) if _published_now(case) else []


def _tell_rejection(case: Case, asked: moderation.Refusal) -> Told:
    code = case.rules.rejection(asked.code)
    hidden = bool(code and code.hidden)
    # A hidden petition's reason may quote the text, so only its code is public.
    return Told("rejected", {"code": asked.code, **({} if hidden else {"reason": asked.details})})


app = http.Api(body_limit=http.LONG_BODY_LIMIT)
offer(
    app,
    Act(
        "publication",
        moderation.Publication,
        _publish,
        _tell_publication,
        entries=_publication_entries,
        finish=_show_files,
    ),
)
offer(app, Act("rejection", moderation.Refusal, moderation.reject, _tell_rejection))
offer(
    app,
    Act(
        "return",
        moderation.Return,
        moderation.give_back,
        lambda case, asked: Told("returned", {"reason": asked.reason}),
    ),
)
offer(
    app,
    Act(
        "translation",
        moderation.Translation,
        moderation.translate,
        lambda case, asked: Told("translated", {"language": asked.language}),
    ),
)
offer(
    app,
    Act(
        "removal",
        moderation.Removal,
        moderation.remove,
        lambda case, asked: Told("removed", {"code": asked.code}),
        finish=_hide_files,
    ),
)
offer(
    app,
    Act(
        "restoration",
        moderation.Restoration,
        moderation.restore,
        lambda case, asked: Told("restored"),
        finish=_show_files,
    ),
)


@app.post("/api/v1/desk/petitions/<petition_id>/note")
def note(petition_id: str) -> Response[str]:
    """Keep a note of the desk; the same request id saves the same note again."""
    who = signed_in(app)
    asked, _ = http.read(app, notes.Note)
    return http.json_answer(
        notes.keep(load(http.petition_id(petition_id), who, clock.now()), asked)
    )


handler = http.handler(app)
