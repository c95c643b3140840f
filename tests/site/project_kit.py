"""A site with projects in every stage that looks different, and works that are late or denied."""

from __future__ import annotations

import shutil
from pathlib import Path

from functions.publishing import store, version
from tests.conftest import Clock, Send
from tests.functions.project_kit import ARTICLES, TEXT, Town, resident
from tests.functions.project_site import (
    CHECKS,
    crowd,
    do,
    groups,
    ok,
    publish,
    selected,
    shown_comment,
    talk,
    texts,
    voted,
    work,
)
from tests.site import built

# Text with markup, and a word as long as Kazakh endings can make one.
HOSTILE = '<script>alert(1)</script> {{7*7}} "><img src=x onerror=alert(2)> SHELL-BODY'
LONG = "қанағаттандырылмағандықтарыңыздан-жауапкершіліксіздендірілгендіктен"
DRAFT = "Бұл бап ауланың тазалығына кім жауап беретінін айтады.\n\nӘкімдік апта сайын тексереді."


def make(environment: Path, send: Send, clock: Clock) -> Path:
    """Publish everything over a copy of the built site; return its folder."""
    shutil.copytree(built.folder(), environment / "site")
    store.forget()
    version._shells.clear()
    _collecting(send, clock)
    _recruiting(send, clock)
    campaign = Town.opened(send, clock, "pledge", title=texts("of a campaign"))
    campaign.pass_to("pledges")
    pledge = ok(campaign.pledge("aigul", 600, reward="badge", code=resident("1"), named=True))
    ok(campaign.look("pledges", pledge.json["pledge"], "pay"))
    articles = [one | {"text": {"kk": DRAFT}} for one in ARTICLES]
    town = Town.opened(send, clock, "document", title=texts("of a draft"), articles=articles)
    ok(town.say("dina", about="article/1", side="con", text=HOSTILE))
    town.pass_to("replies")
    ok(town.act("reply", article=1, text=TEXT))
    _finished(send, clock)
    _collecting(send, clock)
    publish()
    return environment / "site"


def _collecting(send: Send, clock: Clock) -> Town:
    """A project that takes ideas: one of each kind of text, opinion groups, a merged idea."""
    fixed = texts("of what is not negotiable")
    town = crowd(send, clock, fixed=fixed, aims=texts("of aims"))
    ok(town.propose("dina", title=HOSTILE[:140], text=HOSTILE, address=HOSTILE[:150]))
    ok(town.propose("erlan", title=LONG, text=f"{LONG} {LONG}", lang="kk", jurisdiction="KZ-75"))
    ok(town.propose("zhanar", title="Тоже скамейки", text="Десять скамеек"))
    for number in (3, 4, 5):
        ok(town.on_idea(number, "publish"))
    for n in range(7):
        ok(town.support(1, f"friend{n}"))
    ok(town.on_idea(5, "merge", into=1, text=TEXT))
    comments = talk(town)
    shown_comment(town, "erlan", about="idea/3", text=HOSTILE)
    shown_comment(town, "erlan", about="idea/4", text=f"{LONG} {LONG}", lang="kk")
    groups(town, comments)
    return town


def _recruiting(send: Send, clock: Clock) -> None:
    town = Town.opened(send, clock, "recruiting", title=texts("of recruiting"))
    ok(town.apply("aigul", name="Example Applicant", named=True))
    ok(town.apply("bolat"))
    for number in (1, 2):
        ok(town.on_idea(number, "publish"))
    town.pass_to("test")
    for number in (1, 2):
        for expert in ("first", "second"):
            ok(town.review(number, expert, {"test": 60 + 10 * number}))
    ok(town.act("select", stage="test"))
    ok(town.finish())


def _finished(send: Send, clock: Clock) -> None:
    """A project whose winner is carried out, over budget and denied by a resident; one late."""
    town = crowd(send, clock, title=texts("of a finished project"))
    ok(town.propose("kairat", title="Фонтан", text="Фонтан на площади"))
    ok(town.on_idea(3, "publish"))
    town.pass_to("screening")
    ok(town.on_idea(3, "fail", checks=CHECKS | {"land": False}, text=texts("reason")))
    selected(town)
    voted(town, [1])
    late = work(town, f"project-{town.id}")
    done = work(town, f"idea-{town.id}-1", planned=900_000)
    do(town, done, "progress", milestone="design", progress=100, done_on=_today(town))
    do(town, done, "finish", done_on=_today(town), spent=1_200_000, text=TEXT)
    ok(town.confirm(done, "dina", is_done=True))
    ok(town.confirm(done, "erlan", is_done=False, text="Нет урн"))
    do(town, late, "progress", milestone="design", progress=40)
    clock.pass_(days=90)


def _today(town: Town) -> str:
    return town.clock.now.date().isoformat()
