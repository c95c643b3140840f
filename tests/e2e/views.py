"""Every type of page and every screen of the desk.

A new type of page is one row of VIEWS, a new screen of the desk one row of SCREENS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

LANGUAGES = ("kk", "ru", "en")

Prepare = Callable[[Page], None]


def press_sign(page: Page) -> None:
    """Send the form of a signer with nothing in it."""
    page.locator("#sign-form button[type=submit]").click()
    expect(page.locator("#sign-form [data-summary]")).to_be_visible()


def press_next(page: Page) -> None:
    """Go on from the first step of a petition with nothing chosen."""
    page.locator("#step-who [data-next]").click()
    expect(page.locator("#start-form [data-summary]")).to_be_visible()


def press_on(page: Page) -> None:
    """Go on from the first step of a report with nothing filled in."""
    page.locator("#step-place [data-next]").click()
    expect(page.locator("#report-form [data-summary]")).to_be_visible()


def open_map(page: Page) -> None:
    """Show the map on which a place is marked."""
    page.locator("[data-show-map]").click()
    expect(page.locator("#place-map .m-names text").first).to_be_visible()


def every_step(page: Page) -> None:
    """Show all steps of the form at once, and what waits for its turn."""
    page.evaluate("document.querySelectorAll('main [hidden]').forEach((one) => one.hidden = false)")


def press_vote(page: Page) -> None:
    """Send a ballot with nothing on it, and open the form for a code."""
    page.locator("[data-get] summary").click()
    page.locator("#ballot-form button[type=submit]").click()
    expect(page.locator("#ballot-form [data-summary]")).to_be_visible()


def press_propose(page: Page) -> None:
    """Send an idea with nothing in it."""
    page.locator("#propose-form button[type=submit]").click()
    expect(page.locator("#propose-form [data-summary]")).to_be_visible()


def every_hidden(page: Page) -> None:
    """Show all that the page of the code may tell."""
    page.evaluate("document.querySelectorAll('main [hidden]').forEach((one) => one.hidden = false)")


def every_outcome(page: Page) -> None:
    """Show all that a mailed link may end in, one below the other."""
    page.evaluate(
        "document.querySelectorAll('[data-state], [data-receipt]').forEach((one) =>"
        " one.hidden = one.dataset.state === 'ask')"
    )


def open_menu(page: Page) -> None:
    """Open the menu of the narrow page."""
    page.locator("[data-menu]").evaluate("(menu) => { menu.open = true; }")


@dataclass(frozen=True)
class View:
    """An address below the language, and what is done there before looking."""

    path: str
    prepare: Prepare | None = None
    status: int = 200

    def __str__(self) -> str:
        return f"{self.path} {self.prepare.__name__ if self.prepare else ''}"


MAILED = (
    *("confirm/", "withdraw/", "unsubscribe/", "petitions/sponsor/", "petitions/change/"),
    *("complaints/track/", "complaints/survey/", "complaints/support/", "projects/pledge/"),
)
PETITIONS = {
    "open": 1,
    "late": 6,
    "answered": 9,
    "debated": 12,
    "decided": 13,
    "implemented": 14,
    "awaiting": 15,
    "closed": 16,
    "rejected": 22,
    "proving": 24,
    "insufficient": 25,
}
COMPLAINTS = {
    "answered": 1,
    "reopened": 2,
    "late": 6,
    "waiting": 8,
    "contradicted": 9,
    "corrected": 10,
    "dismissed": 11,
    "private": 14,
    "appealed": 16,
    "received": 18,
}
POLLS = {
    "for_against": 1,
    "single": 2,
    "multiple": 3,
    "waiting": 4,
    "rating": 5,
    "ranked": 6,
    "points": 7,
    "budget": 8,
    "departed": 9,
    "run_off": 10,
    "pairs": 11,
    "equal_shares": 12,
    "few": 13,
    "withdrawn": 14,
}
PROJECTS = {
    "implemented": 1,
    "budget": 2,
    "recruiting": 3,
    "jury": 4,
    "draft": 5,
    "collecting": 6,
    "campaign": 7,
}
# Of projects: carried out; impossible; merged; failed; an application; scored; discussed.
IDEAS = ("1/ideas/2", "1/ideas/1", "1/ideas/4", "1/ideas/5", "3/ideas/1", "4/ideas/1", "6/ideas/1")
WORKS = (1, 2, 3, 4, 5)
DONE = (
    *("changed", "confirmed", "petition", "sign"),
    *("sponsor", "unsubscribed", "withdraw", "withdrawn"),
    *("complaint", "complaint-sent", "support", "supported", "survey"),
    *("pass", "ballot"),
    *("idea", "application", "idea-edited", "idea-withdrawn", "coauthor", "idea-supported"),
    *("merge-answered", "comment", "stance", "flag", "pledge", "pledge-cancelled", "confirmation"),
)
EDITORIAL = (
    *("about", "accessibility", "contact", "data/use", "how-it-works", "how-projects-work"),
    *("surveys-how", "privacy", "votes", "terms", "verify", "open311", "500", "503"),
)
VIEWS = (
    View(""),
    View("", open_menu),
    View("petitions/"),
    View("petitions/state/with_response/"),
    View("petitions/state/awaiting_debate/"),
    View("petitions/jurisdiction/KZ-75/"),
    View("petitions/1/"),
    View("petitions/1/", press_sign),
    *(View(f"petitions/{number}/") for number in PETITIONS.values() if number > 1),
    View("petitions/27/", status=410),
    View("petitions/1/embed/"),
    View("petitions/new/"),
    View("petitions/new/", press_next),
    View("petitions/new/", every_step),
    *(View(path, act) for path in MAILED for act in (None, every_outcome)),
    *(View(f"done/{name}/") for name in DONE),
    View("complaints/"),
    View("complaints/state/closed/"),
    *(View(f"complaints/{name}/") for name in ("map", "categories", "statistics", "corrections")),
    *(View(f"complaints/{number}/") for number in COMPLAINTS.values()),
    View("complaints/new/"),
    *(View("complaints/new/road-damage/", act) for act in (None, press_on, open_map, every_step)),
    View("complaints/new/public-service/", every_step),
    View("complaints/new/corruption/", every_step),
    View("polls/"),
    View("polls/state/closed/"),
    *(View(f"polls/{number}/") for number in POLLS.values()),
    View(f"polls/{POLLS['multiple']}/", press_vote),
    View("participate/"),
    View("participate/", every_hidden),
    View("me/"),
    View("votes/"),
    *(View(f"projects/{rest}") for rest in ("", "phase/running/", "process/budget/")),
    *(View(f"projects/{number}/") for number in PROJECTS.values()),
    *(View(f"projects/{number}/discussion/") for number in (1, 5, 6)),
    *(View(f"projects/{rest}/") for rest in IDEAS),
    View(f"projects/{PROJECTS['collecting']}/", press_propose),
    View("projects/1/ideas/newest/"),
    View("projects/1/ideas/state/not_selected/"),
    *(View(f"implemented/{rest}") for rest in ("", "state/done/", "body/akimat-almaty/")),
    *(View(f"implemented/{number}/") for number in WORKS),
    *(View(f"surveys/{rest}") for rest in ("", "1/", "1/results/", "2/", "3/")),
    *(View(f"data/{rest}") for rest in ("", "duties/", "participation/", "petitions/")),
    *(View(f"statistics/{rest}") for rest in ("", "compare/", "indicators/", "service-quality/")),
    *(View(f"statistics/{name}/") for name in ("signatures_per_1000", "satisfied_share")),
    View("bodies/"),
    View("bodies/akimat-almaty/"),
    View("rules/"),
    View("rules/kz-central/"),
    View("rules/quick/"),
    View("search/?q=а"),
    View("search/?q=жарық"),
    View("search/?q=zzzzzz"),
    *(View(f"{name}/") for name in EDITORIAL),
    View("nothing/here/", status=404),
)


# The screens of the desk, below `#/`; each waits for what it asks of the functions.
SCREENS = (
    "queue/moderation",
    "queue/duties",
    "queue/all",
    "petitions/18",
    "petitions/18/rejection",
    "petitions/18/return",
    "petitions/9",
    "petitions/9/removal",
    "complaints/intake",
    "complaints/akimat-almaty",
    "complaint/3",
    "complaint/3/resolve",
    "complaint/17/verify",
    "complaint/18/accept",
    "complaint/new",
    "polls",
    "poll/1",
    "poll/8",
    "poll/9",
    "poll/9/override",
    "poll/new",
    "claims",
    "keys",
    "projects",
    "project/new",
    "project/new/crowd",
    "project/new/document",
    "project/1",
    "project/2",
    "project/4/select",
    "project/5/reply",
    "project/6",
    "project/6/finish",
    "project/7",
    "idea/1-2",
    "idea/6-5/translate",
    "idea/6-6/return",
    "surveys",
    "survey/new",
    "survey/1",
    "survey/1/themes-words",
    "survey/3",
    "datasets",
    "dataset/new",
    "works",
    "work/1",
    "work/4/update",
    "work/4/progress",
    "work/4/photo",
    "work/new/idea-2-2",
)
