"""The way out of a pledge: a link that only its giver gets, by mail or, without one, on a page."""

from __future__ import annotations

from html import escape

from functions.mail import outbox
from functions.mail.message import Message
from functions.participants.participant import Participant
from functions.projects import links
from functions.projects.pledge import Pledge
from functions.projects.project import Campaign, Project
from functions.shared import crypto, page
from functions.shared.words import number, pick, t

PURPOSE = "pledge-cancel"
LETTERS_A_DAY = 10  # to one mailbox: who pledges more often still has the answer's link


def link(lang: str, one: Pledge) -> str:
    """Return the whole address of the page that cancels a pledge; good until it is paid."""
    token = crypto.seal(PURPOSE, {"p": one.project, "g": one.id})
    return links.absolute(links.pledge(lang, token))


def opened(token: str) -> tuple[int, str]:
    """Return (project, pledge) of a link. Raises InvalidTokenError for one of something else."""
    carried = crypto.open_token(PURPOSE, "".join(token.split()).rpartition("#")[2])
    return carried["p"], carried["g"]


def mail(project: Project, one: Pledge, who: Participant, lang: str) -> None:
    """Put the letter of a pledge into the outbox, once; nothing that was typed is in it."""
    campaign = project.campaign
    if not who.email or campaign is None:
        return
    params = {
        "project": pick(project.title, lang)[0],
        "amount": f"{number(lang, one.amount)} {campaign.currency}",
        "page": links.absolute(links.project(lang, project.id)),
        "pay": _pay(campaign, lang),
        "link": link(lang, one),
    }
    message = Message(who.email, "pledge", lang, params)
    outbox.post_capped(message, rid=f"pledge-{one.id}", cap=LETTERS_A_DAY)


def answer_page(campaign: Campaign, one: Pledge, lang: str) -> str:
    """Return the page for somebody without scripts and without a mailbox: the link to keep."""
    title = t(lang, "project_done.pledge_title")
    way = escape(link(lang, one), quote=True)
    pay = f"<p>{escape(_pay(campaign, lang))}</p>" if campaign.pay_url else ""
    body = (
        f'<div class="c-wrap c-narrow"><h1>{escape(title)}</h1>{pay}'
        f"<p>{escape(t(lang, 'project_done.pledge_keep'))}</p>"
        f'<p><a href="{way}">{way}</a></p></div>'
    )
    return page.render(lang, title, body)


def _pay(campaign: Campaign, lang: str) -> str:
    return t(lang, "mail.pledge_pay", url=campaign.pay_url) if campaign.pay_url else ""
