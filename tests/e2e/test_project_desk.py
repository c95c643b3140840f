"""The officials' path: a project from its task to a result that is shown, and the experts' part."""

from __future__ import annotations

import re
import secrets
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.conftest import Platform
from tests.e2e.crowd_project import ALMATY, ask_code, official, propose, take_part
from tests.e2e.test_complaint_desk import send, sign_out, state
from tests.e2e.test_life import sign_in
from tests.media_files import jpeg

RUN = secrets.token_hex(3)
TITLE = f"Пример: двор {RUN}"
LANGUAGES = (("kk", "Қазақша"), ("ru", "Русский"), ("en", "English"))
CONTEST = 4
RUNNING = 4  # the number of an example work


def fill(page: Page, name: str, text: str, languages: tuple[str, ...] = ("kk", "ru", "en")) -> None:
    """Type a text in each language's tab, with the language after it."""
    for code, tab in LANGUAGES:
        if code in languages:
            page.get_by_role("tab", name=re.compile(tab)).click()
            page.locator(f"#f-{name}-{code}").fill(f"{text} {code}")


def act(page: Page, name: str) -> None:
    """Open one of the acts that a screen offers."""
    page.locator(".d-acts").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("#d-act")).to_be_visible()


def finish(page: Page, reason: str = "Готово") -> None:
    act(page, "Завершить этап")
    fill(page, "text", reason, ("ru",))
    send(page)


def create(page: Page) -> int:
    """Make a draft from the quick process and publish it; return its number."""
    page.get_by_role("link", name="Проекты", exact=True).first.click()
    page.get_by_role("link", name="Новый проект").click()
    page.goto("/desk/#/project/new/quick")
    page.locator("#f-jurisdiction").select_option("KZ-75")
    expect(page.locator("#f-body")).to_have_value("akimat-almaty")
    page.locator(".d-act button[type=submit]").click()
    expect(page.locator(".c-errors")).to_be_visible()
    fill(page, "title", TITLE, ("ru",))
    fill(page, "problem", "Двор пуст")
    send(page)
    state(page, "Черновик")
    expect(page.locator(".c-note--warn").first).to_contain_text("Название")
    act(page, "Изменить черновик")
    fill(page, "title", TITLE)
    send(page)
    act(page, "Опубликовать")
    send(page)
    state(page, "Идёт")
    return int(page.url.rpartition("/")[2])


def open_idea(page: Page, project: int, number: int, name: str) -> None:
    page.goto(f"/desk/#/idea/{project}-{number}")
    act(page, name)


def moderate(page: Page, project: int) -> None:
    """Publish two ideas from the queue; send the third back to its author."""
    sign_in(page, "Example moderator")
    page.goto(f"/desk/#/project/{project}")
    expect(page.locator("#d-waits + ol li")).to_have_count(3)
    for number in (1, 2):
        open_idea(page, project, number, "Опубликовать")
        send(page)
        state(page, "Опубликована")
    open_idea(page, project, 3, "Вернуть автору")
    page.locator(".d-act button[type=submit]").click()
    expect(page.locator(".c-errors")).to_be_visible()
    fill(page, "text", "Напишите подробнее", ("ru",))
    send(page)
    state(page, "Возвращена автору")
    sign_out(page)


def screen(page: Page, project: int) -> None:
    """Pass the first idea, fail the second one, and end the screening."""
    open_idea(page, project, 1, "Пропустить дальше")
    page.locator(".d-act button[type=submit]").click()
    expect(page.locator(".c-errors")).to_be_visible()
    for box in page.locator(".d-act input[type=checkbox]").all():
        box.check()
    send(page)
    state(page, "Прошла проверку")
    open_idea(page, project, 2, "Не пропустить")
    page.locator(".d-act input[type=checkbox]").first.check()
    fill(page, "text", "Земля занята", ("ru",))
    send(page)
    state(page, "Не прошла проверку")
    page.goto(f"/desk/#/project/{project}")
    finish(page)


def review(page: Page, who: str, project: int, scores: tuple[int, ...]) -> None:
    """Score the idea as an expert; a failed criterion needs its reason."""
    sign_in(page, who)
    expect(page.locator("[data-rooms] a")).to_have_text(["Проекты"])
    page.goto(f"/desk/#/project/{project}")
    expect(page.locator("#d-own ~ p").first).to_contain_text("0 из 1")
    page.locator("#d-own ~ ol a").first.click()
    keys = ("use", "feasible", "upkeep", "fair")
    for key, score in zip(keys, scores, strict=True):
        page.locator(f"[id='f-score:{key}']").fill(str(score))
    if min(scores) < 4:
        page.locator(".d-act button[type=submit]").click()
        expect(page.locator(".c-errors")).to_be_visible()
        page.locator("[id='f-reason:upkeep']").fill("Дорого содержать")
        page.locator("[id='f-reason:use']").fill("Мало кому нужно")
    send(page)
    expect(page.locator("#d-reviews ~ article").last).to_contain_text("Ваша оценка")
    page.goto(f"/desk/#/project/{project}")
    expect(page.locator("#d-own ~ p").first).to_contain_text("1 из 1")
    sign_out(page)


def carry_out(page: Page, project: int) -> int:
    """Begin the work of the winner, report a milestone, finish; return its number."""
    page.goto(f"/desk/#/work/new/idea-{project}-1")
    expect(page.locator("#f-title-ru")).to_have_value(re.compile("Пример: скамейки"))
    page.locator("#f-ends_on").fill("2031-05-01")
    page.locator("[id='f-due:1']").fill("2031-04-01")
    page.locator("[id='f-name:1-ru']").fill("Установка")
    fill(page, "decided", "Решили сделать", ("ru",))
    send(page)
    number = int(page.url.rpartition("/")[2])
    act(page, "Записать ход работ")
    page.locator("#f-progress").fill("50")
    send(page)
    expect(page.locator("#d-milestones ~ .d-bar")).to_contain_text("50")
    act(page, "Отметить завершение")
    fill(page, "text", "Скамейки стоят", ("ru",))
    page.locator("#f-spent").fill("90000")
    send(page)
    state(page, "Завершена")
    return number


def test_a_project_goes_from_its_task_to_its_result(page: Page, platform: Platform) -> None:
    sign_in(page, "Example clerk")
    project = create(page)
    finish(page, "Задача ясна")
    code = ask_code(platform, f"author-{RUN}@example.kz")
    for title in ("скамейки", "парковка", "что-нибудь"):
        propose(platform, project, code, f"Пример: {title} {RUN}")
    sign_out(page)
    moderate(page, project)

    sign_in(page, "Example clerk")
    page.goto(f"/desk/#/project/{project}")
    finish(page, "Идеи собраны")
    screen(page, project)
    sign_out(page)
    review(page, "Example expert", project, (8, 7, 6, 9))
    review(page, "Example second expert", project, (7, 6, 5, 8))

    sign_in(page, "Example clerk")
    page.goto(f"/desk/#/project/{project}")
    act(page, "Отобрать идеи")
    expect(page.locator("#d-choose-1")).to_be_checked()
    page.locator("#d-choose-1").uncheck()
    expect(page.locator(".d-preview")).to_contain_text("отступление")
    page.locator("#d-choose-1").check()
    send(page)
    finish(page)
    act(page, "Опубликовать решение")
    expect(page.locator("[id='f-place:1']")).to_have_value("winner")
    fill(page, "text", "Скамейки победили", ("ru",))
    send(page)
    finish(page)
    work = carry_out(page, project)

    take_part(platform, f"works/{work}/confirmations", code, is_done=True, text="Сижу на скамейке")
    page.reload()
    expect(page.locator("#d-said ~ p").first).to_contain_text("1 из 1")
    platform.wait(lambda: platform.has(f"/ru/implemented/{work}/"))
    page.goto(f"/ru/projects/{project}/")
    expect(page.locator("h1")).to_contain_text(TITLE)


def test_an_expert_with_a_conflict_is_seen_and_not_counted(page: Page, platform: Platform) -> None:
    sign_in(page, "Example second expert")
    page.goto(f"/desk/#/idea/{CONTEST}-4/review")
    page.locator("#f-conflict").fill("Знаю автора")
    for key in ("idea", "work"):
        page.locator(f"[id='f-score:{key}']").fill("9")
    expect(page.locator(".d-preview")).to_contain_text("90")
    send(page)
    expect(page.locator("#d-reviews ~ article").last).to_contain_text("Конфликт интересов")
    expect(page.locator("#d-progress ~ p").first).to_contain_text("0 из 3")
    page.goto(f"/desk/#/idea/{CONTEST}-4/review")
    expect(page.locator("#f-conflict")).to_have_value("Знаю автора")


def test_a_flagged_comment_is_kept_or_hidden_with_a_reason(page: Page, platform: Platform) -> None:
    sign_in(page, "Example moderator")
    page.goto("/desk/#/project/5")
    expect(page.locator("#d-flagged ~ article")).to_have_count(1)
    page.get_by_role("button", name="Скрыть комментарий").click()
    page.locator(".d-act button[type=submit]").click()
    expect(page.locator(".c-errors")).to_be_visible()
    fill(page, "text", "Грубость", ("ru",))
    send(page)
    expect(page.locator("#d-flagged")).to_have_count(0)
    platform.wait(lambda: platform.has("/ru/projects/5/discussion/"))
    page.goto("/ru/projects/5/discussion/")
    expect(page.get_by_text("Пример грубого комментария")).to_have_count(0)


def test_a_photo_of_a_work_is_checked_and_then_shown(page: Page, platform: Platform) -> None:
    sign_in(page, "Example clerk")
    page.goto(f"/desk/#/work/{RUNNING}/photo")
    photo = FilePayload(name="photo.jpg", mimeType="image/jpeg", buffer=jpeg())
    page.locator("#d-files").set_input_files([photo])
    page.get_by_role("button", name="Отправить фото").click()
    expect(page.locator("[data-live]")).to_contain_text("Отправлено")

    def checked() -> bool:
        page.reload()
        expect(page.locator("#d-act").last).to_be_visible()
        return page.locator("#f-upload option").count() > 0

    platform.wait(checked)
    fill(page, "name", "Пандус готов", ("ru",))
    send(page)
    shown = page.locator(".d-files img").first
    expect(shown).to_have_attribute("src", re.compile(r"^/media/[0-9a-f]+\.small\.jpg$"))
    assert page.request.get(shown.get_attribute("src") or "").status == 200


def until_vote(platform: Platform) -> int:
    """Take an initiative by the service to the end of its evaluation; return its number."""
    words = {"kk": "Мысал", "ru": f"Пример: инициатива {RUN}", "en": "Example"}
    made = desk(
        platform,
        "clerk",
        "projects",
        process="initiative",
        title=words,
        problem=words,
        jurisdiction=ALMATY,
        body="akimat-almaty",
        begins_at="2026-01-01T00:00:00+05:00",
    )
    number, told = int(made["project"]), {"ru": "Готово"}
    path = f"projects/{number}"
    seen = desk(platform, "clerk", f"{path}/publish", seen=1)["version"]
    code = ask_code(platform, f"initiator-{RUN}@example.kz")
    idea = propose(platform, number, code, "Пример: автобус")
    desk(platform, "moderator", f"{path}/ideas/{idea}/publish", seen=1)
    ended = {"stage": "proposal", "text": told}
    seen = desk(platform, "clerk", f"{path}/finish", seen=seen, **ended)["version"]
    scores = {"lawful": 5, "useful": 4, "possible": 4}
    for who in ("expert", "expert-2"):
        review = {"stage": "evaluation", "scores": scores}
        desk(platform, who, f"{path}/ideas/{idea}/review", **review)
    seen = desk(platform, "clerk", f"{path}/select", seen=seen, stage="evaluation")["version"]
    desk(platform, "clerk", f"{path}/finish", seen=seen, stage="evaluation", text=told)
    return number


def desk(platform: Platform, who: str, path: str, **fields: object) -> dict[str, Any]:
    return official(platform, who, path, rid=secrets.token_hex(16), lang="ru", **fields)


def test_a_selected_idea_is_put_to_a_vote(page: Page, platform: Platform) -> None:
    project = until_vote(platform)
    sign_in(page, "Example clerk")
    page.goto(f"/desk/#/project/{project}")
    act(page, "Вынести на голосование")
    page.locator(".d-preview a").click()
    fill(page, "titles", "Автобус", ("kk", "en"))
    send(page)

    page.goto(f"/desk/#/project/{project}/put-to-vote")
    expect(page.locator(".d-preview a")).to_have_count(0)
    page.locator(".d-act button[type=submit]").click()
    expect(page.locator(".c-errors")).to_be_visible()
    fill(page, "question", "Пустить автобус?")
    send(page)
    expect(page.get_by_role("link", name=re.compile("№ [0-9]+$")).last).to_be_visible()
    page.goto(f"/desk/#/idea/{project}-1")
    state(page, "На голосовании")
