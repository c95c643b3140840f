"""Petitions become pages and data; an idle minute costs three reads; typed text stays text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from functions.ledger import sequence
from functions.petitions import canary, petition, rules
from functions.petitions.petition import Decision, Rejection, Response, Text
from functions.publishing import intake, store
from functions.shared.settings import settings
from tests import factory
from tests.conftest import NOW, Calls, Clock
from tests.functions.publishing_kit import HOSTILE, Site, signed

DAY = dt.timedelta(days=1)


@pytest.fixture
def site(dynamodb: Calls, environment: Path) -> Site:
    return Site(environment)


def change(number: int, **changes: Any) -> None:
    """Save changed facts of a stored petition."""
    record = petition.load(number)
    facts = record.petition.model_copy(update={"changed_at": NOW, **changes})
    petition.save(record, facts)


def opened(number: int, **changes: Any) -> None:
    """Store a petition under rules without first support: it is public at once."""
    factory.stored(number, "uk", **changes)


def test_a_petition_gets_pages_in_three_languages_and_its_data(site: Site) -> None:
    opened(1)
    site.publish()

    assert "Ещё не переведено" not in site.text("ru/petitions/1/index.html")
    page = site.text("kk/petitions/1/index.html")
    assert "орыс тілінде көрсетілді" in page
    assert '<h1 lang="ru">Пример</h1>' in page
    assert site.json("petitions/1.json")["data"]["attributes"]["action"] == "Пример"
    assert site.json("petitions/1/count.json")["signature_count"] == 0
    for path in ("petitions/1/feed.json", "petitions/1/atom.xml", "petitions.json", "feed.json"):
        assert site.has(path)


def test_an_idle_minute_is_three_reads_and_writes_nothing(
    site: Site, dynamodb: Calls, clock: Clock
) -> None:
    opened(1)
    canary.run(clock.now)
    site.publish()
    before = {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")}
    dynamodb.take()

    report = site.publish()

    assert dynamodb.take() == ["Query", "GetItem", "Query"]
    assert (report.petitions, report.files) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")} == before


def test_a_run_in_a_new_process_goes_on_from_the_stored_state(site: Site) -> None:
    opened(1)
    site.publish()
    store.forget()
    assert site.publish().petitions == 0


def test_only_what_changed_is_rendered(site: Site) -> None:
    for number in (1, 2, 3):
        opened(number)
    site.publish()
    change(2, text=Text(title="Другой заголовок", background="Почему"))
    report = site.publish()
    assert report.petitions == 1
    assert "Другой заголовок" in site.text("ru/petitions/index.html")


def test_what_people_typed_appears_as_text_everywhere(site: Site) -> None:
    opened(1, text=Text(title=HOSTILE, background=HOSTILE, details=HOSTILE), petitioner=HOSTILE)
    site.publish()

    pages = [path for path in site.folder.rglob("*.html") if "shell" not in path.parts]
    assert len(pages) > 30
    for path in pages:
        text = path.read_text()
        assert "<script>alert" not in text
        assert '"><img' not in text
        assert text.count("</body>") == 1
    page = site.text("ru/petitions/1/index.html")
    assert page.count("SHELL-BODY") >= 3
    assert "{{7*7}}" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page

    assert site.json("petitions/1.json")["data"]["attributes"]["action"] == HOSTILE
    assert HOSTILE in site.json("feed.json")["items"][0]["title"]
    atom = ET.fromstring(site.text("atom.xml"))
    titles = [node.text or "" for node in atom.iter("{http://www.w3.org/2005/Atom}title")]
    assert any(HOSTILE in title for title in titles)
    row = next(csv.DictReader(io.StringIO(site.text("petitions.csv"))))
    assert row["Petition"] == "%3D" + HOSTILE[1:]


def test_the_csv_quotes_three_cells_and_guards_formulas(site: Site) -> None:
    opened(1, text=Text(title='+1 "за"', background="b"))
    site.publish()
    assert site.text("petitions.csv") == (
        "Petition,URL,State,Signatures Count,Log Size\n"
        '"%2B1 ""за""","https://dauys.example/ru/petitions/1/","open",0,0\n'
    )


def test_the_json_is_the_uk_s_with_its_traps(site: Site) -> None:
    opened(1, petitioner="Пример П.")
    opened(2, published_at=NOW - 300 * DAY, petitioner="Пример П.")
    site.publish()

    open_one = site.json("petitions/1.json")["data"]["attributes"]
    closed = site.json("petitions/2.json")["data"]["attributes"]
    assert "closing_date" in open_one
    assert "closing_date" not in closed
    assert (open_one["creator_name"], closed["creator_name"]) == ("Пример П.", None)
    assert open_one["opened_at"].endswith(".000Z")
    assert closed["state"] == "closed"
    assert closed["closed_at"] is not None
    assert "signatures_by_region" in open_one
    listed = site.json("petitions.json")
    assert "signatures_by_region" not in listed["data"][0]["attributes"]
    assert listed["data"][0]["links"]["self"].endswith(".json")
    assert listed["links"] == {
        "self": "https://dauys.example/petitions.json",
        "first": "https://dauys.example/petitions.json",
        "last": "https://dauys.example/petitions.json",
        "next": None,
        "prev": None,
    }


def test_the_list_is_cut_into_shards_whose_links_lead_through_all(site: Site) -> None:
    for number in range(1, 13):
        opened(number)
    site.publish()
    first = site.json("petitions/lists/open/10/1.json")
    second = site.json("petitions/lists/open/10/2.json")
    assert first["links"]["next"] == (
        "https://dauys.example/petitions.json?state=open&page=2&count=10"
    )
    assert second["links"]["next"] is None
    assert second["links"]["prev"] == "https://dauys.example/petitions.json?state=open&count=10"
    ids = [item["id"] for item in first["data"] + second["data"]]
    assert sorted(ids) == list(range(1, 13))


def test_counts_come_from_the_log(site: Site, clock: Clock) -> None:
    opened(1)
    site.publish()
    signed(1, 12)
    site.publish()
    shown = site.json("petitions/1.json")
    assert shown["data"]["attributes"]["signature_count"] == 12
    assert shown["data"]["dauys"]["signatures_by_assurance"] == {"email": 0, "eid": 0, "paper": 12}
    assert shown["meta"]["log_size"] == site_log_size(site)
    assert 'data-c-count="1">12<' in site.text("ru/petitions/1/index.html")
    assert site.json("trending.json")["data"][0]["attributes"]["signature_count"] == 12


def site_log_size(site: Site) -> int:
    return int(json.loads((site.folder.parent / "log" / "counts.json").read_text())["size"])


def test_counts_that_the_log_does_not_bear_out_are_not_published(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(1)
    signed(1, 3)
    site.publish()
    signed(1, 2, NOW + dt.timedelta(minutes=10))
    path = site.folder.parent / "log" / "counts.json"
    forged = json.loads(path.read_text())
    forged["counts"]["1"]["paper"] += 1
    path.write_text(json.dumps(forged))
    errors: list[str] = []
    monkeypatch.setattr(intake.http.logger, "error", lambda name, **_: errors.append(name))

    site.publish()

    assert errors == ["counts_disagree"]
    assert site.json("petitions/1.json")["data"]["attributes"]["signature_count"] == 3


def test_hidden_petitions_have_no_page_and_removed_ones_lose_theirs(site: Site) -> None:
    code = rules.rule_set(factory.facts(1, "uk").rule_set).rejections[0].code
    opened(1)
    opened(
        2, published_at=None, rejection=Rejection(at=NOW - DAY, code=code, details={}, hidden=True)
    )
    site.publish()
    assert site.has("kk/petitions/1/index.html")
    assert not site.has("kk/petitions/2/index.html")

    change(1, removed_at=NOW, removal_code=code)
    site.publish()

    left = [path for path in site.folder.rglob("*") if "/petitions/1" in str(path)]
    assert not [path for path in left if path.is_file()]
    assert site.json("gone.json") == {"petitions": [1]}
    assert site.json("petitions.json")["data"] == []


def test_a_petition_that_gathers_first_support_is_seen_by_its_link_only(site: Site) -> None:
    factory.stored(1, "kz-central")
    site.publish()
    page = site.text("ru/petitions/1/index.html")
    assert '<meta name="robots" content="noindex">' in page
    assert site.json("petitions.json")["data"] == []
    assert "petitions/1/" not in site.text("sitemap-1.xml")
    assert not site.has("ru/petitions/1/embed/index.html")
    assert site.has("ru/petitions/jurisdiction/KZ/index.html")


def test_an_answer_and_a_missed_clock_are_seen_on_petition_body_and_home(
    site: Site, clock: Clock
) -> None:
    opened(1, thresholds={"response": 5, "debate": 100_000}, body="akimat-almaty")
    signed(1, 5, NOW - DAY)
    clock.pass_(days=200)
    site.publish()
    duty = site.json("petitions/1.json")["data"]["dauys"]["duties"]
    if any(one["state"] == "late" for one in duty):
        assert 'class="late"' in site.text("ru/petitions/1/index.html")
        assert 'class="late"' in site.text("ru/bodies/akimat-almaty/index.html")
        assert 'class="late"' in site.text("ru/index.html")
    answer = Response(
        at=NOW,
        body="akimat-almaty",
        threshold="response",
        responded_on=NOW.date(),
        summary={"kk": "Қысқаша"},
        details={"kk": "Толығырақ"},
    )
    decision = Decision(at=NOW, body="akimat-almaty", kind="partly", details={"ru": "Решили"})
    change(1, responses=[answer], decision=decision, changed_at=clock.now)
    site.publish()
    page = site.text("ru/petitions/1/index.html")
    assert 'lang="kk">Қысқаша' in page
    assert "показано на казахском" in page
    assert "Решили" in page
    assert site.json("petitions/lists/with_response/50/1.json")["data"][0]["id"] == 1


def test_pages_change_by_time_alone(site: Site, clock: Clock) -> None:
    opened(1)
    site.publish()
    shown = site.json("petitions/1.json")["data"]["attributes"]
    assert shown["state"] == "open"
    clock.pass_(days=200)
    report = site.publish()
    assert report.petitions == 1
    assert site.json("petitions/1.json")["data"]["attributes"]["state"] == "closed"


def test_a_run_without_time_leaves_the_rest_to_the_next(site: Site) -> None:
    for number in (1, 2, 3):
        opened(number)
    report = site.publish(left=lambda: 0)
    assert report.waiting == 2
    assert not site.has("petitions.json")
    while site.publish(left=lambda: 0).waiting:
        pass
    assert not site.has("publication.json")
    site.publish()
    assert site.json("publication.json")["petitions"] == 3
    assert len(site.json("petitions.json")["data"]) == 3


def test_regions_are_protected_and_renewed_slowly(site: Site, clock: Clock) -> None:
    opened(1)
    areas = site.folder.parent / "private" / "areas.json"
    areas.parent.mkdir(exist_ok=True)
    areas.write_text(json.dumps({"1": {"KZ-75": 40, "KZ-71": 3, "KZ-79": 8}}))
    site.publish()
    cells = site.json("petitions/1.json")["data"]["dauys"]["signatures_by_area"]["areas"]
    assert {cell["code"]: cell["signature_count"] for cell in cells} == {
        "KZ-71": None,
        "KZ-75": 40,
        "KZ-79": None,
    }
    areas.write_text(json.dumps({"1": {"KZ-75": 41, "KZ-71": 3, "KZ-79": 8}}))
    clock.pass_(days=1)
    site.publish()
    by_region = site.json("petitions/1.json")["data"]["attributes"]["signatures_by_region"]
    assert [row["signature_count"] for row in by_region] == [40]
    clock.pass_(days=7)
    site.publish()
    by_region = site.json("petitions/1.json")["data"]["attributes"]["signatures_by_region"]
    assert [row["signature_count"] for row in by_region] == [41]


def test_everything_writes_every_file_again(site: Site) -> None:
    opened(1)
    site.publish()
    (site.folder / "ru/petitions/1/index.html").unlink()
    assert site.publish().files == 0
    site.publish(everything=True)
    assert site.has("ru/petitions/1/index.html")


def test_the_machine_files_are_there(site: Site) -> None:
    opened(1)
    site.publish()
    assert "https://dauys.example/ru/petitions/1/" in site.text("sitemap-1.xml")
    assert 'hreflang="kk"' in site.text("sitemap-1.xml")
    assert "Sitemap: https://dauys.example/sitemap.xml" in site.text("robots.txt")
    expires = next(
        line for line in site.text(".well-known/security.txt").splitlines() if "Expires" in line
    )
    assert expires > "Expires: 2026-10-30"
    assert site.json("publication.json")["petitions"] == 1
    assert site.json("topics.json")


def test_the_pages_scripts_are_told_a_new_setting_within_a_minute(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.publish()
    assert site.json("config.json") == {"proof_of_work_bits": 8}

    monkeypatch.setenv("PROOF_OF_WORK_BITS", "20")
    settings.cache_clear()
    site.publish()

    assert site.json("config.json") == {"proof_of_work_bits": 20}


def test_every_rule_set_is_written_out_in_every_language(site: Site) -> None:
    site.publish()
    keys = {key.partition("@")[0] for key in rules.content.load().rules}
    for lang in ("kk", "ru", "en"):
        for name in keys:
            assert "<h2>" in site.text(f"{lang}/rules/{name}/index.html")
        assert 'name="rule_set"' in site.text(f"{lang}/petitions/new/index.html")


def test_only_names_that_may_be_shown_are_shown(site: Site, clock: Clock) -> None:
    """As the rule set and the signer choose: in full, by initials, or not at all."""
    from functions.petitions import signature
    from functions.petitions.person import public_name
    from functions.petitions.signature import Signer
    from functions.shared import crypto

    factory.stored()
    for number, show in enumerate(("name", "initials", "hidden")):
        name = f"Example{number} Signer"
        signer = Signer(ident=f"email:s{number}@example.kz", name=name, show=show)
        shown = public_name("choice", show, name)
        own, now = crypto.petition_keys(1), clock.now
        signature.put(
            signature.new_item(1, signer, own, rid=show, asked_at=now, at=now, shown=shown)
        )
    sequence.run(clock.pass_(minutes=2))

    site.publish()

    page = site.text("en/petitions/1/index.html")
    assert "Example0 Signer" in page
    assert "Example1 S." in page
    assert "Example1 Signer" not in page
    assert "Example2" not in page
