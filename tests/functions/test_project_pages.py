"""Projects and works become pages and data; what is not public is in no file."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from functions.projects import comment, idea, review
from functions.publishing import store
from tests.conftest import Calls, Clock, Send
from tests.functions.project_kit import TEXT, Town, resident
from tests.functions.project_site import (
    CHECKS,
    SECRET,
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
from tests.functions.publishing_kit import HOSTILE, Site

LANGUAGES = ("kk", "ru", "en")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def site(dynamodb: Calls, environment: Path) -> Site:
    return Site(environment)


def page(site: Site, rest: str = "", lang: str = "ru") -> str:
    return site.text(f"{lang}/projects/1/{rest}index.html")


def data(site: Site, number: int = 1) -> Any:
    return site.json(f"projects/{number}.json")["data"]["attributes"]


def everything(site: Site) -> str:
    """Return all that is published, as one text."""
    files = [path for path in site.folder.rglob("*") if path.is_file()]
    return "\n".join(path.read_text() for path in files)


def test_a_project_gets_pages_in_three_languages_and_its_data(
    site: Site, send: Send, clock: Clock
) -> None:
    talk(crowd(send, clock))
    publish()

    lists = ("", "phase/running/", "process/crowd/", "place/KZ-75/")
    own = ("1/", "1/discussion/", "1/ideas/", "1/ideas/newest/", "1/ideas/state/published/")
    for lang in LANGUAGES:
        for rest in (*lists, *own, "1/ideas/1/"):
            assert site.has(f"{lang}/projects/{rest}index.html"), rest
    told = data(site)
    assert (told["phase"], told["stage"], told["ideas"]) == ("running", "ideas", 2)
    assert [one["state"] for one in told["all_ideas"]] == ["published", "published"]
    assert site.json("projects.json")["data"][0]["id"] == 1
    mapped = site.text("sitemap-participation-1.xml")
    for path in ("projects/", "projects/1/", "projects/1/ideas/1/", "projects/1/discussion/"):
        assert f"<loc>https://dauys.example/kk/{path}</loc>" in mapped


def test_an_idle_minute_is_one_query_for_each_kind_and_writes_nothing(
    site: Site, send: Send, clock: Clock, dynamodb: Calls
) -> None:
    from functions.publishing.participation_kinds import KINDS

    town = crowd(send, clock)
    work(town, f"project-{town.id}")
    publish()
    clock.pass_(minutes=1)
    publish()
    before = {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")}
    dynamodb.take()

    report = publish()

    assert dynamodb.take() == ["Query"] * len(KINDS)
    assert (report.things, report.files) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")} == before
    store.forget()
    assert publish().files == 0


def test_what_no_moderator_let_pass_is_in_no_file(site: Site, send: Send, clock: Clock) -> None:
    town = crowd(send, clock)
    ok(town.propose("dina", title=SECRET, text=SECRET, address=SECRET))
    ok(town.propose("erlan", title=SECRET, text=SECRET))
    ok(town.on_idea(4, "return", text=TEXT))
    ok(town.propose("gulnar", title=SECRET, text=SECRET))
    ok(town.on_idea(5, "publish"))
    shown_comment(town, "zhanar", about="idea/5", text=SECRET)
    ok(town.on_idea(5, "hide", text=TEXT))
    ok(town.say("dina", about="idea/1", text=SECRET))
    hidden = shown_comment(town, "erlan", about="idea/1", text=SECRET, name=SECRET, named=True)
    shown_comment(town, "gulnar", parent=hidden, text="Ответ")
    ok(town.look("comments", hidden, "hide", text=TEXT))
    ok(town.author(2, "withdrawals", "bolat", reason=SECRET))
    publish()

    for folder in ("site", "private"):
        for path in (site.folder.parent / folder).rglob("*"):
            assert path.is_dir() or SECRET.encode() not in path.read_bytes(), path
    assert [one["number"] for one in data(site)["all_ideas"]] == [1, 2]
    assert not site.has("ru/projects/1/ideas/5/index.html")
    assert "Модератор скрыл этот комментарий" in page(site, "ideas/1/")


def test_nobody_s_tag_request_or_mailbox_is_published(site: Site, send: Send, clock: Clock) -> None:
    town = crowd(send, clock)
    groups(town, talk(town))
    ok(town.support(1, "friend", news=True))
    selected(town)
    publish()

    written = everything(site)
    ideas, comments = list(idea.all_of(1)), list(comment.all_of(1))
    secrets = {one.rid for one in ideas} | {one.rid for one in comments}
    secrets |= {step.rid for one in ideas for step in one.idea.history}
    secrets |= {one.author_tag for one in ideas} | {one.tag for one in comments}
    secrets |= {tag for tag, _ in review.all_of(1)}
    assert len(secrets) > 10
    for secret in secrets - {""}:
        assert secret not in written
    assert "@example.kz" not in written
    assert "first-expert" not in written


def test_a_draft_is_not_published(site: Site, send: Send, clock: Clock) -> None:
    town = Town(send, clock)
    ok(town.create("crowd", title=texts(SECRET)))
    publish()

    assert SECRET not in everything(site)
    assert site.json("projects.json")["data"] == []


def test_what_people_typed_appears_as_text_everywhere(site: Site, send: Send, clock: Clock) -> None:
    town = crowd(send, clock)
    typed = HOSTILE.lstrip("=")
    ok(town.propose("dina", title=typed[:150], text=typed, address=typed[:150]))
    ok(town.on_idea(3, "publish"))
    shown_comment(town, "erlan", about="idea/3", text=typed)
    publish()

    for path in (*site.folder.rglob("*.html"), *site.folder.rglob("*.xml")):
        text = path.read_text()
        assert "<script>alert" not in text
        assert '"><img' not in text
        assert "shell" in path.parts or text.count("</body>") == (path.suffix == ".html")


def test_a_cell_is_never_a_formula(site: Site, send: Send, clock: Clock) -> None:
    town = crowd(send, clock)
    record = idea.load(town.id, 1)
    changed = record.idea.model_copy(update={"title": "=1+1", "changed_at": clock.now})
    idea.save(record, idea.Record(**vars(record) | {"idea": changed}))
    publish()

    rows = list(csv.DictReader(io.StringIO(site.text("projects/1/ideas.csv"))))
    assert [row["title"] for row in rows] == ["'=1+1", "Жарық орнату"]
    assert rows[0]["cost"] == "300000"


def test_supports_order_ideas_and_are_on_every_list(site: Site, send: Send, clock: Clock) -> None:
    town = crowd(send, clock)
    for name in ("dina", "erlan"):
        ok(town.support(2, name))
    ok(town.support(1, "dina"))
    publish()
    best, newest = page(site, "ideas/"), page(site, "ideas/newest/")
    assert best.index("Жарық орнату") < best.index("Скамейки у школы")
    assert newest.index("Жарық")
    assert "<strong>2</strong>" in page(site, "ideas/2/")

    ok(town.support(2, "erlan", take_back=True))
    ok(town.support(2, "dina", take_back=True))
    publish()

    best = page(site, "ideas/")
    assert best.index("Скамейки у школы") < best.index("Жарық орнату")


def test_one_comment_renders_the_idea_it_is_about_and_no_other(
    site: Site, send: Send, clock: Clock
) -> None:
    town = crowd(send, clock)
    talk(town)
    publish()
    other = site.folder / "ru/projects/1/ideas/2/index.html"
    before = other.stat().st_mtime_ns
    clock.pass_(minutes=1)

    shown_comment(town, "zhanar", about="idea/1", text="Ещё одно мнение")
    publish()

    assert "Ещё одно мнение" in page(site, "ideas/1/")
    assert other.stat().st_mtime_ns == before


def test_comments_stand_by_side_with_replies_and_the_body_s_voice(
    site: Site, send: Send, clock: Clock
) -> None:
    first, second, reply, _ = talk(crowd(send, clock))
    publish()

    shown = page(site, "ideas/1/")
    assert shown.index(f'id="c-{second}"') < shown.index(f'id="c-{reply}"')
    assert f'formaction="/api/v1/projects/1/comments/{first}/stances"' in shown
    assert "p-com--official" in shown
    rows = list(csv.DictReader(io.StringIO(site.text("projects/1/comments.csv"))))
    assert {row["side"] for row in rows} == {"pro", "con", ""}
    assert [row["parent"] for row in rows if row["comment"] == reply] == [second]


def test_opinion_groups_say_what_divides_and_what_unites(
    site: Site, send: Send, clock: Clock
) -> None:
    town = crowd(send, clock)
    comments = talk(town)
    publish()
    assert "Группы не показаны" in page(site, "discussion/")
    groups(town, comments)
    publish()

    shown = page(site, "discussion/")
    assert shown.count("12 человек") == 2
    assert (
        shown.index("В чём согласны все") < shown.index("Главное – уход.") < shown.index("Группа A")
    )
    told = data(site)["opinions"]
    assert [one["size"] for one in told["groups"]] == [12, 12]
    assert told["consensus"][0]["comment"] == comments[-1]
    assert "members" not in told
    assert "points" not in told


def test_scores_open_when_the_stage_is_over(site: Site, send: Send, clock: Clock) -> None:
    town = crowd(send, clock)
    town.pass_to("screening")
    for number in (1, 2):
        ok(town.on_idea(number, "pass", checks=CHECKS))
    ok(town.finish())
    scores = {"use": 9, "feasible": 8, "upkeep": 7, "fair": 8}
    ok(town.review(1, "first", scores, summary=texts(SECRET)))
    ok(town.review(1, "second", scores, conflict=texts("kinship")))
    ok(town.review(1, "third", scores | {"use": 5}))
    publish()
    assert SECRET not in everything(site)
    assert "Оценили 3 эксперта" in page(site, "ideas/1/")

    for expert in ("first", "third"):
        ok(town.review(2, expert, scores | {"use": 1}, reasons={"use": texts("reason")}))
    ok(town.act("select", stage="review"))
    publish()

    shown = page(site, "ideas/1/")
    assert SECRET in shown
    assert "74 %" in shown.replace("\u00a0", " ")  # (0.4·7 + 0.3·8 + 0.2·7 + 0.1·8) / 10 = 0.74
    assert "Конфликт интересов" in shown
    assert "учтены 2 эксперта" in shown


def test_a_failed_screening_says_which_line_and_why(site: Site, send: Send, clock: Clock) -> None:
    town = crowd(send, clock)
    town.pass_to("screening")
    ok(town.on_idea(1, "fail", checks=CHECKS | {"land": False}, text=texts("the reason")))
    publish()

    shown = page(site, "ideas/1/")
    assert "Пример the reason" in shown
    assert re.search(r'class="no">.*?Земля и сети позволяют', shown)
    assert site.has("ru/projects/1/ideas/state/failed_screening/index.html")


def test_a_missed_duty_turns_red_by_time_alone(site: Site, send: Send, clock: Clock) -> None:
    town = crowd(send, clock)
    town.pass_to("screening")
    publish()
    assert "Орган не выполнил в срок" not in page(site)

    clock.pass_(days=11)
    report = publish()

    assert report.things == 1
    assert "Орган не выполнил в срок" in page(site)
    assert data(site)["late"] is True
    assert "Просрочен" in site.text("ru/projects/index.html")


def test_applications_are_numbers(site: Site, send: Send, clock: Clock) -> None:
    town = Town.opened(send, clock, "recruiting")
    ok(town.apply("aigul", text=SECRET, name="Example Aigul", named=True))
    ok(town.apply("bolat", text=SECRET, name="Example Bolat"))
    for number in (1, 2):
        ok(town.on_idea(number, "publish"))
    town.pass_to("test")
    for number in (1, 2):
        for expert in ("first", "second"):
            ok(town.review(number, expert, {"test": 70}, summary=texts(SECRET)))
    ok(town.act("select", stage="test"))
    publish()

    written = everything(site)
    assert SECRET not in written
    assert "Bolat" not in written
    assert "№ 1 · Example Aigul" in page(site)
    assert "70 %" in page(site).replace("\u00a0", " ")
    assert not site.has("ru/projects/1/ideas/index.html")
    assert 'content="noindex"' in page(site, "ideas/1/")


def test_an_article_stands_with_its_comments_and_reply(
    site: Site, send: Send, clock: Clock
) -> None:
    town = Town.opened(send, clock, "document")
    ok(town.say("dina", about="article/2", text="О второй статье"))
    publish()
    shown = page(site)
    assert shown.index('id="article-2"') < shown.index("О второй статье")
    assert 'name="about" value="article/1"' in shown
    town.pass_to("replies")
    ok(town.act("reply", article=2, text=texts("reply")))
    publish()

    assert "Официальный ответ" in page(site)
    assert "Пример reply" in page(site)


def test_a_campaign_shows_what_is_promised_and_thanks_who_agreed(
    site: Site, send: Send, clock: Clock
) -> None:
    town = Town.opened(send, clock, "pledge")
    town.pass_to("pledges")
    first = ok(town.pledge("aigul", 600, reward="badge", code=resident("1"), named=True))
    ok(town.pledge("bolat", 500, code=resident("2")))
    publish()
    assert "Example Person" not in page(site)
    ok(town.look("pledges", first.json["pledge"], "pay"))
    publish()

    shown = page(site)
    assert '<progress max="1000" value="1000"' in shown
    assert shown.count("Example Person") == 1
    told = data(site)["campaign"]
    assert (told["promised"], told["paid"], told["thanks"]) == (1100, 600, ["Example Person"])


def test_a_trail_leads_from_the_idea_to_the_work_and_back(
    site: Site, send: Send, clock: Clock
) -> None:
    town = crowd(send, clock)
    selected(town)
    voted(town, [1])
    number = work(town, "idea-1-1", planned=900_000)
    publish()
    for lang in LANGUAGES:
        assert site.has(f"{lang}/implemented/{number}/index.html")
        assert site.has(f"{lang}/implemented/state/running/index.html")
        assert site.has(f"{lang}/implemented/body/akimat-almaty/index.html")
    assert "Example Author" in site.text(f"ru/implemented/{number}/index.html")
    assert f"/ru/implemented/{number}/" in page(site, "ideas/1/")
    trail = site.json("trails/idea-1-1.json")
    assert [one["act"] or one["kind"] for one in trail["steps"]] == [
        *("project", "idea", "publish", "pass", "select", "put_to_vote", "win", "work"),
    ]

    today = clock.now.date().isoformat()
    do(town, number, "finish", done_on=today, spent=1_200_000, text=TEXT)
    ok(town.confirm(number, "dina", is_done=True))
    ok(town.confirm(number, "erlan", is_done=False, text=SECRET))
    publish()

    shown = site.text(f"ru/implemented/{number}/index.html")
    assert "1 человек: нет, это не так" in shown
    assert "Дороже плана" in shown
    assert SECRET not in everything(site)
    told = site.json(f"implemented/{number}.json")["data"]["attributes"]
    assert (told["over_budget"], told["confirmed"]) == (300_000, {"yes": 1, "no": 1})
    assert site.json("trails/idea-1-1.json")["steps"][-2]["act"] == "finish_work"
    assert "Выполнена" in page(site, "ideas/1/")


def test_a_work_is_late_the_day_after_its_last(site: Site, send: Send, clock: Clock) -> None:
    town = crowd(send, clock)
    number = work(town, f"project-{town.id}")
    publish()
    clock.pass_(days=60)
    publish()
    assert not site.has("ru/implemented/state/late/index.html")
    clock.pass_(days=1)
    publish()

    assert "Просрочено" in site.text(f"ru/implemented/{number}/index.html")
    assert site.has("ru/implemented/state/late/index.html")


def test_feeds_and_lists_are_valid_and_hold_what_happened(
    site: Site, send: Send, clock: Clock
) -> None:
    town = crowd(send, clock)
    work(town, f"project-{town.id}")
    publish()

    for path in ("projects", "projects/1", "implemented"):
        feed = site.json(f"{path}/feed.json")
        root = ET.fromstring(site.text(f"{path}/atom.xml"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        ids = [one["id"] for one in feed["items"]]
        assert ids == [one.findtext(f"{ATOM}id") for one in root.findall(f"{ATOM}entry")]
        assert len(ids) == len(set(ids)) > 0
    assert len(list(csv.DictReader(io.StringIO(site.text("implemented.csv"))))) == 1


def test_the_funnel_counts_and_stands_as_chart_and_table(
    site: Site, send: Send, clock: Clock
) -> None:
    town = crowd(send, clock)
    selected(town)
    publish()

    told = {one["name"]: one["count"] for one in data(site)["funnel"]}
    assert told == {"published": 2, "selected": 2, "voted": 0, "won": 0, "done": 0}
    shown = page(site)
    assert '<svg class="p-funnel"' in shown
    assert "<td" in shown[shown.index("От идеи до результата") :]
