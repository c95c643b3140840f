"""Officials upload a dataset: every problem has its line and column, a second one releases it."""

from __future__ import annotations

import base64
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from functions.desk import dataset_act, dataset_screen
from functions.opendata import files, upload
from functions.publishing import data_publish, data_tables, statistics_pages
from functions.shared import clock as clocks
from functions.shared import objects
from tests.conftest import Answer, Calls, Clock, Send
from tests.functions.data_kit import others
from tests.functions.desk_kit import claims, rid
from tests.functions.publishing_kit import Site
from tests.unit.opendata.kit import column, texts

pytestmark = pytest.mark.usefixtures("dynamodb")
CLERK, SUPERVISOR = "clerk:akimat-almaty", "supervisor"
PATH = "/api/v1/desk/datasets"
ENGLISH = {"accept-language": "en"}
GOOD = "code;name;passengers\nA-1;Алматы;12\nA-2;Достық;7\n"
BAD = "code;name;passengers\nA-1;Алматы;12\nA-2;Достық;seven\nA-1;;3\n"


def description(**changes: Any) -> str:
    """Return a description as the desk sends it."""
    columns = [
        column("code", required=True),
        column("name", required=True),
        column("passengers", "integer", unit="people", minimum=0),
    ]
    table = {"name": "stops", "title": texts("Stops"), "key": ["code"], "columns": columns}
    given = {
        "id": "city-stops",
        "title": texts("Bus stops"),
        "description": texts("Stops of buses"),
        "keywords": {"kk": ["аялдама"], "ru": ["остановка"], "en": ["stop"]},
        "theme": "TRAN",
        "area": "KZ-75",
        "period": {"start": "2026-01-01"},
        "publisher": "akimat-almaty",
        "tables": [table],
        "charts": [chart()],
    }
    return json.dumps(given | changes)


def chart(**changes: Any) -> dict[str, Any]:
    return {"kind": "bars", "x": "name", "y": ["passengers"]} | changes


def post(send: Send, path: str, body: Any, roles: str = CLERK, sub: str = "official-1") -> Answer:
    return send(dataset_act.handler, "POST", PATH + path, body, claims=claims(roles, sub))


def keep(send: Send, *, number: int = 1, roles: str = CLERK, **fields: Any) -> Answer:
    body = {"rid": rid(number), "lang": "en", "csv": GOOD, "dataset": description(), **fields}
    return post(send, "", body, roles)


def act(send: Send, name: str, sub: str = "official-2", roles: str = CLERK, **more: Any) -> Answer:
    record = upload.load("city-stops")
    body = {"rid": rid(90 + record.version), "seen": record.version, "lang": "en", **more}
    return post(send, f"/city-stops/{name}", body, roles, sub)


def look(send: Send, path: str = "", roles: str = CLERK) -> Answer:
    return send(dataset_screen.handler, "GET", PATH + path, claims=claims(roles), headers=ENGLISH)


def errors(answer: Answer) -> list[tuple[str, str]]:
    assert answer.status == 422, answer.text
    return [(error["name"], error["code"]) for error in answer.json["errors"]]


def test_columns_of_a_file_without_a_description_are_guessed(dynamodb: Calls, send: Send) -> None:
    written = "Код;Год;Цена, ₸;Күні\n007;2020;1,5;2020-01-02\n010;2021;;2020-01-03\n"
    told = post(send, "/inspection", {"csv": written}).json

    found = [(one["name"], one["kind"], one["required"]) for one in told["columns"]]
    assert found == [
        ("kod", "string", True),
        ("god", "year", True),
        ("tsena", "number", False),
        ("kuni", "date", True),
    ]
    assert (told["rows"], told["columns"][0]["header"]) == (2, "Код")
    assert dynamodb.take() == []


def test_every_problem_has_its_line_and_its_column(dynamodb: Calls, send: Send) -> None:
    asked = {"csv": BAD, "dataset": description(), "lang": "ru"}
    told = post(send, "/inspection", asked).json

    assert dynamodb.take() == ["GetItem"]
    places = [(one["line"], one["letter"], one["field"]) for one in told["problems"]]
    assert places == [(3, "C", "passengers"), (4, "B", "name"), (4, "A", "code")]
    assert told["problems"][0]["text"].startswith("строка 3, столбец C (passengers)")
    assert errors(keep(send, csv=BAD)) == [("csv", "table_problems")]
    assert look(send).json["rows"] == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (";".join(f"c{n}" for n in range(101)) + "\n", "line 1: There are 101 columns"),
        ('a;b\n"open;1\n', "line 2: A quotation mark is not closed"),
        ("x" * 200_000, "line 1: A cell is longer than 100,000 characters"),
        ("sep=;\n", "The file is empty."),
    ],
)
def test_columns_of_a_file_that_is_no_table_are_not_guessed(
    send: Send, written: str, said: str
) -> None:
    told = post(send, "/inspection", {"csv": written, "lang": "en"}).json

    assert (told["columns"], told["total"]) == ([], 1)
    assert told["problems"][0]["text"].startswith(said)


def test_a_file_in_another_encoding_is_named(send: Send) -> None:
    sent = base64.b64encode("имя\nАлматы\n".encode("cp1251")).decode()
    told = post(send, "/inspection", {"csv_base64": sent, "lang": "en"}).json

    assert (told["columns"], told["total"]) == ([], 1)
    assert "line 1" in told["problems"][0]["text"]


def test_it_is_kept_once_and_released_by_another_official(dynamodb: Calls, send: Send) -> None:
    first = keep(send)
    assert dynamodb.take() == ["GetItem", "PutItem"]
    again = keep(send)
    assert dynamodb.take() == ["GetItem"]

    assert (first.status, first.json) == (201, {"dataset": "city-stops", "version": 1})
    assert again.json == first.json
    found = upload.load("city-stops").uploaded
    assert found.waiting
    assert found.waiting.rows == 2
    assert objects.read("private", found.waiting.file)
    (row,) = look(send).json["rows"]
    assert (row["is_waiting"], row["is_live"]) == (True, False)
    told = look(send, "/city-stops").json
    assert told["preview"]["rows"][0] == ["A-1", "Алматы", "12"]
    assert (told["is_mine"], told["history"][0]["role"]) == (True, "clerk")
    assert "official-1" not in json.dumps(told)

    own = act(send, "publication", sub="official-1")
    assert (own.status, own.json["code"]) == (409, "second_person_needed")
    dynamodb.take()
    assert act(send, "publication").json["version"] == 2
    assert dynamodb.take()[-2:] == ["GetItem", "PutItem"]
    assert act(send, "publication").json["code"] == "not_now"
    assert look(send, "/city-stops").json["is_live"]


def test_a_new_version_says_what_changes_and_may_be_given_up(send: Send) -> None:
    keep(send)
    act(send, "publication")
    fewer = json.loads(description(charts=[]))
    fewer["tables"][0]["columns"].pop()
    newer = {"dataset": json.dumps(fewer), "csv": "code,name\nA-1,Abai\n"}

    assert errors(keep(send, number=2, **newer)) == [("dataset.id", "taken")]
    assert keep(send, number=3, seen=1, **newer).json["code"] == "changed_meanwhile"
    assert keep(send, number=4, seen=2, **newer).json["version"] == 3
    told = look(send, "/city-stops").json
    assert told["changes"] == ["Column removed: passengers."]
    waiting = upload.load("city-stops").uploaded.waiting
    assert act(send, "discarding").status == 200
    found = upload.load("city-stops").uploaded
    assert found.waiting is None
    assert found.live
    assert waiting
    assert objects.read("private", waiting.file) is None
    assert objects.read("private", found.live.file)
    assert found.live.dataset["issued"] == clocks.now().date().isoformat()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"id": "Bad id"}, ("dataset.id", "not_an_id")),
        ({"id": ""}, ("dataset.id", "missing")),
        ({"period": {"start": ""}}, ("dataset.period.start", "missing")),
        ({"id": "petitions"}, ("dataset.id", "taken")),
        ({"id": "service-quality-by-region-2020"}, ("dataset.id", "taken")),
        ({"id": "use"}, ("dataset.id", "taken")),
        ({"title": {"ru": "Остановки"}}, ("dataset.title", "every_language")),
        ({"theme": "NONE"}, ("dataset.theme", "not_a_choice")),
        ({"area": "XX"}, ("dataset.area", "not_a_choice")),
        ({"period": {"start": "soon"}}, ("dataset.period.start", "invalid")),
        ({"tables": []}, ("dataset.tables", "invalid")),
        ({"charts": [chart(x="no")]}, ("dataset.charts.0.x", "not_a_choice")),
        ({"charts": [chart(), chart(x="")]}, ("dataset.charts.1.x", "missing")),
        ({"charts": [chart(y=[])]}, ("dataset.charts.0.y", "missing")),
        ({"charts": [chart(y=["name"])]}, ("dataset.charts.0.y", "not_figures")),
        ({"charts": [chart(table="no")]}, ("dataset.charts", "not_a_choice")),
        (
            {"charts": [chart(kind="tiles", y=["passengers"] * 2)]},
            ("dataset.charts.0.y", "one_column"),
        ),
        ({"charts": [chart(kind="pie")]}, ("dataset.charts.0.kind", "not_a_choice")),
        ({"charts": [chart()] * 7}, ("dataset.charts", "too_many")),
        ({"sources": [{"title": "x"}] * 21}, ("dataset.sources", "too_many")),
        ({"sources": [{"title": "x"}, {"title": ""}]}, ("dataset.sources.1.title", "missing")),
        (
            {"sources": [{"title": "x", "url": f"https://example.org/{'x' * 500}"}]},
            ("dataset.sources.0.url", "too_long"),
        ),
        (
            {"sources": [{"title": "x", "url": "javascript:alert(1)"}]},
            ("dataset.sources.0.url", "not_https"),
        ),
        ({"more": 1}, ("dataset.more", "unknown")),
        ({"title": texts("a\ud800b")}, ("dataset", "not_json")),
    ],
)
def test_every_wrong_field_is_named(
    send: Send, changes: dict[str, Any], wrong: tuple[str, str]
) -> None:
    found = errors(keep(send, dataset=description(**changes), roles=SUPERVISOR))
    assert wrong in found


def test_wrong_columns_are_named(send: Send) -> None:
    table = {"name": "t", "title": texts("T")}
    two = [column("a"), column("a")]
    slow = [column("a", pattern="(a+)+$")]

    def sent(columns: Any) -> list[tuple[str, str]]:
        described = description(charts=[], tables=[table | {"columns": columns}])
        return errors(keep(send, dataset=described))

    assert sent(two) == [("dataset.tables.0", "twice")]
    assert sent(slow) == [("dataset.tables.0.columns.0.pattern", "unknown")]
    assert ("dataset.tables.0.columns.0.name", "invalid") in sent([{"name": ["a"]}])
    far = [column("a", "number", minimum="1e999999")]
    assert ("dataset.tables.0.columns.0.minimum", "invalid") in sent(far)
    for written in ("[", '{"title": ' + "[" * 900 + "]" * 900 + "}"):
        assert errors(keep(send, dataset=written)) == [("dataset", "not_json")]
    assert errors(keep(send, csv="")) == [("csv", "missing")]


def test_who_may_do_what(send: Send) -> None:
    assert keep(send, roles="clerk:akimat-astana").status == 403
    assert keep(send, roles="moderator").status == 403
    keep(send)
    other = "clerk:akimat-astana"
    assert look(send, roles=other).json["rows"] == []
    assert look(send, "/city-stops", other).status == 404
    assert act(send, "publication", roles=other).status == 403
    assert look(send, roles="moderator").status == 403
    assert send(dataset_screen.handler, "GET", PATH).status == 401
    assert send(dataset_act.handler, "POST", f"{PATH}/inspection", {"csv": GOOD}).status == 401
    names = {one["id"] for one in look(send, roles="operator").json["others"]}
    assert names >= {"petitions", "service-quality-by-region-2020"}


def test_what_was_released_is_public_after_the_next_run(
    send: Send, dynamodb: Calls, environment: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(environment)
    others(site)
    monkeypatch.setattr(data_tables, "PLATFORM", {})
    monkeypatch.setattr(files, "load", lambda _: [])
    monkeypatch.setattr(statistics_pages, "publish", lambda *_: 0)
    keep(send)
    data_publish.publish(clocks.now())
    assert not site.has("data/city-stops/stops.csv")

    clock.pass_(minutes=5)
    act(send, "publication")
    dynamodb.take()
    data_publish.publish(clocks.now())
    assert dynamodb.take() == ["Query"]

    found = list(csv.DictReader(io.StringIO(site.text("data/city-stops/stops.csv"))))
    assert found[0] == {"code": "A-1", "name": "Алматы", "passengers": "12"}
    page = site.text("en/data/city-stops/index.html")
    assert "Bus stops" in page
    assert "official-" not in page
    assert "/en/data/city-stops/" in site.text("en/data/index.html")
    assert data_publish.publish(clocks.now()) == data_publish.Report()

    keep(send, number=5, seen=2, dataset=description(id="city-stops"))
    act(send, "discarding")
    retired: dict[str, Any] = {"reason": texts("Counted elsewhere"), "replaced_by": "petitions"}
    assert act(send, "retirement", **retired).status == 200
    clock.pass_(minutes=1)
    assert data_publish.publish(clocks.now()).datasets > 0
    assert "Counted elsewhere" in site.text("en/data/city-stops/index.html")
    assert site.has("data/city-stops/stops.csv")
