"""Open data is released once a day, agrees with the log, and says when it has nothing new."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from functions.ledger import claims_data, tiles
from functions.ledger.claims import Claims
from functions.ledger.entries import Entry, encode
from functions.ledger.merkle import leaf_hash
from functions.ledger.merkle import root as merkle_root
from functions.petitions import petition
from functions.petitions.petition import Text
from functions.publishing import (
    data_log,
    data_publish,
    store,
)
from functions.publishing.data_book import DATA
from functions.shared import clock, objects
from tests import factory
from tests.conftest import NOW, Calls, Clock
from tests.functions import complaint_site, data_kit
from tests.functions.data_kit import others, release
from tests.functions.publishing_kit import HOSTILE, Site

LANGUAGES = ("kk", "ru", "en")
Rows = list[dict[str, str]]


@pytest.fixture
def site(dynamodb: Calls, environment: Path) -> Site:
    return data_kit.site(environment)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    data_kit.keep_few(monkeypatch)


def rows(site: Site, path: str) -> Rows:
    return list(csv.DictReader(io.StringIO(site.text(f"data/{path}"))))


def test_nothing_is_released_before_there_is_anything_to_release(
    dynamodb: Calls, environment: Path
) -> None:
    made = Site(environment)

    assert release() == data_publish.Report()
    assert not made.has("data/catalog.ttl")


@pytest.mark.usefixtures("few")
def test_a_release_says_what_the_other_files_say(site: Site) -> None:
    report = release()

    assert (report.datasets, report.waiting) == (6 + 1 + 2, 0)
    check_pages(site)
    check_rows(site)
    check_sums(site)
    check_claims(site)
    check_links(site)


def check_pages(site: Site) -> None:
    for lang in LANGUAGES:
        page = site.text(f"{lang}/data/petitions/index.html")
        assert '<script type="application/ld+json">' in page
        assert '"@type":"Dataset"' in page
        assert f'href="/{lang}/data/petitions/"' in site.text(f"{lang}/data/index.html")
    for name in ("petitions.csv", "petitions.json", "datapackage.json", "index.html"):
        assert site.has(f"data/petitions/{name}")
    assert "/en/data/petitions/" in site.text("data/sitemap.xml")
    assert "/data/sitemap.xml" in site.text("sitemap.xml")


def check_rows(site: Site) -> None:
    (one,) = rows(site, "petitions/petitions.csv")
    told = site.json("petitions/1.json")["data"]["attributes"]
    assert (one["title"], one["signatures"]) == (told["action"], str(told["signature_count"]))
    assert (one["signatures_paper"], one["log_size"]) == ("7", str(told["log_size"]))
    (vote,) = rows(site, "polls/polls.csv")
    assert (vote["voters"], vote["voters_eid"], vote["winners"]) == ("4", "1", "")
    (complaint,) = rows(site, "complaints/requests.csv")
    assert complaint["service_request_id"] == site.json("complaints/1.json")["data"]["number"]
    assert complaint_site.SECRET not in json.dumps(rows(site, "acts/complaints.csv"))


def check_sums(site: Site) -> None:
    """Hours and days add up to the count, and name the log that they are of."""
    month = f"signatures-by-hour-{NOW:%Y-%m}"
    assert sum(int(row["signatures"]) for row in rows(site, f"{month}/hours.csv")) == 7
    assert rows(site, "signatures-by-day/days.csv")[-1]["total"] == "7"
    size = site.json("publication.json")["log"]["size"]
    assert rows(site, f"{month}/log.csv")[0]["log_size"] == str(size)


def check_claims(site: Site) -> None:
    """Every released count is one that `dauys verify` compares with the log."""
    claims = Claims()
    claims_data.gather(lambda path: (site.folder / path).read_bytes(), claims)
    assert not claims.failures
    assert [(one.petition, one.total) for one in claims.found] == [(1, 7)]
    assert [one.told["email"] for one in claims.polls] == [3]


def check_links(site: Site) -> None:
    """Pages lead only to what a copy of the published tree holds."""
    built = {f"/{lang}/{rest}/" for lang in LANGUAGES for rest in ("data/use", "search")}
    for page in [*site.folder.glob("*/data/**/index.html"), *site.folder.glob("data/*/index.html")]:
        for link in re.findall(r'(?:href|src|action)="(/[^"#?]*)', page.read_text()):
            path = site.folder / link.lstrip("/")
            found = (path / "index.html" if link.endswith("/") else path).exists()
            assert found or link in built, (page, link)


def test_the_log_of_each_day_is_what_anyone_computes_from_its_entries(environment: Path) -> None:
    told = [Entry("sign", 1, "2026-09-29T23", a="eid", c=f"{n:064x}") for n in range(600)]
    # An entry of the day before may be logged late: the day never goes back.
    told += [Entry("drop", 1, "2026-09-30T01", i=5, r="withdrawn"), told[0]._replace(c="f" * 64)]
    leaves = [encode(entry) for entry in told]
    _, made = tiles.grow(tiles.Edge(), leaves)
    for tile in made:
        objects.write("log", tile.path, tile.body)
    objects.write("log", "counts.json", json.dumps({"size": len(leaves)}).encode())
    book = store.load(DATA)

    assert data_log.intake(book, lambda: False)
    days = book.db.execute("SELECT day, size, root FROM log_day ORDER BY day").fetchall()
    hashes = [leaf_hash(leaf) for leaf in leaves]
    assert days == [
        ("2026-09-29", 600, merkle_root(hashes[:600]).hex()),
        ("2026-09-30", 602, merkle_root(hashes).hex()),
    ]
    acts = book.db.execute("SELECT entry, act, petition, signature, reason FROM log_act")
    assert acts.fetchall() == [(600, "drop", 1, 5, "withdrawn")]


@pytest.mark.usefixtures("few")
def test_an_idle_run_reads_one_object_and_asks_for_uploads(
    site: Site, dynamodb: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    release()
    before = {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")}
    reads, read = list[str](), objects.read
    dynamodb.take()

    def noted(bucket: objects.Bucket, key: str) -> objects.Stored | None:
        reads.append(key)
        return read(bucket, key)

    monkeypatch.setattr(objects, "read", noted)

    assert release() == data_publish.Report()
    assert (reads, list(dynamodb)) == (["publish/data.json"], ["Query"])
    assert {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")} == before


@pytest.mark.usefixtures("few")
def test_a_new_day_writes_only_what_is_new(site: Site, clock: Clock) -> None:
    release()
    first = site.json("data/signatures-by-day/datapackage.json")
    clock.pass_(days=1)
    factory.stored(2, "uk", text=Text(title=HOSTILE, background="Why"))
    remove(1)
    others(site)
    report = release()

    assert report.waiting == 0
    # What is gone is gone from the data as well; what was typed stays text.
    (one,) = rows(site, "petitions/petitions.csv")
    assert (one["id"], one["title"]) == ("2", HOSTILE)
    assert {"act": "remove", "code": "mistake", "petitions": "1"} in rows(site, "acts/refusals.csv")
    page = site.text("en/data/petitions/index.html")
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert site.json("data/petitions/datapackage.json")["version"] == "1.0.1"
    assert site.json("data/complaints/datapackage.json")["version"] == "1.0.0"
    assert first["version"] == "1.0.0"
    assert site.json("data/signatures-by-day/datapackage.json")["version"] == "1.0.1"


def remove(number: int) -> None:
    record = petition.load(number)
    changes = {"removed_at": NOW, "removal_code": "mistake", "changed_at": clock.now()}
    petition.save(record, record.petition.model_copy(update=changes))


@pytest.mark.usefixtures("few")
def test_what_went_while_it_waited_holds_nothing_up(site: Site) -> None:
    release()
    held = store.load(DATA)
    held.db.execute("INSERT INTO queue VALUES ('signatures-by-hour-1999-01', 1), ('no-more', 2)")
    held.save()

    assert release().waiting == 0


@pytest.mark.usefixtures("few")
def test_a_run_with_little_time_goes_on_at_the_next(site: Site) -> None:
    report = release(left=short())
    assert report.waiting > 2
    assert not site.has("data/catalog.ttl")

    while report.waiting:
        store.forget()  # each in a process of its own
        report = release(left=short())
    assert site.json("data/quality.json")["least"] == 405


def short() -> Callable[[], int]:
    """Return how much time is left of a run that has hardly begun when it is over."""
    told = iter([100_000])
    return lambda: next(told, 10)
