"""A dataset in every format: nothing is lost, and a version says what changed."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.opendata import csv_file, egov, json_file, release, validate
from functions.opendata.dataset import Dataset, Row
from functions.opendata.notes import note
from functions.opendata.release import Release
from functions.opendata.summary import Summary
from tests.unit.opendata import kit

STOPS = "stops"


def _json(one: Release, path: str) -> Any:
    return json.loads(one.files[path])


def _with(**changes: Any) -> Dataset:
    """Return the dataset with its one table changed."""
    table = kit.described()["tables"][0] | changes
    return kit.dataset(tables=[table])


def _columns() -> list[dict[str, Any]]:
    return list(kit.described()["tables"][0]["columns"])


def test_the_file_for_programs_is_plain_and_reads_back_as_it_was(environment: Path) -> None:
    made = kit.made()
    body = made.files["stops.csv"]

    assert body.startswith(b"code,name,passengers")
    assert b"\r" not in body
    assert b'"=1+1,""x"";' in body
    read = validate.read(kit.dataset().table(), body)
    assert not read.problems
    assert read.rows == kit.rows()[STOPS]


def test_the_file_for_spreadsheets_is_neutral_and_reads_back_as_it_was(environment: Path) -> None:
    body = kit.made().files["stops.excel.csv"].decode()

    assert body.startswith("\ufeffcode;name;")
    assert ";4,50;" in body
    assert "'=1+1" in body
    assert "''-quoted" in body
    read = validate.read(kit.dataset().table(), body.encode())
    assert not read.problems
    assert read.rows == kit.rows()[STOPS]


@given(st.text())
def test_taking_the_apostrophe_off_gives_any_text_back(text: str) -> None:
    neutral = csv_file.neutral(text)

    assert csv_file.original(neutral) == text
    assert not neutral.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))


def test_the_json_keeps_digits_and_tells_an_empty_text_from_no_value(environment: Path) -> None:
    rows: list[Row] = [{**kit.rows()[STOPS][0], "name": ""}, *kit.rows()[STOPS][1:]]
    body = kit.made(held={STOPS: rows}).files["stops.json"]
    read = json.loads(body, parse_float=Decimal)

    assert str(read[0]["score"]) == "4.50"
    assert (read[0]["name"], read[2]["name"]) == ("", None)
    assert (read[0]["roof"], read[1]["passengers"]) == (True, "c")
    assert body.count(b"\n") == len(rows) + 2


def test_hidden_counts_are_declared_with_the_rule_that_hides_them(environment: Path) -> None:
    schema = _json(kit.made(), "datapackage.json")["resources"][0]["schema"]

    labels = {one["value"]: one["translations"]["ru"] for one in schema["missingValues"]}
    assert labels["c"] == "hidden (по-русски)"
    assert schema["disclosure"]["columns"] == ["passengers"]
    passengers = next(one for one in schema["fields"] if one["name"] == "passengers")
    assert "required" not in passengers["constraints"]


def test_a_cell_that_does_not_fit_is_named(environment: Path) -> None:
    rows = [{**kit.rows()[STOPS][0], "score": 1.5, "built": "1999"}]

    with pytest.raises(ValueError, match="stops, row 1, built: str is no year"):
        kit.made(held={STOPS: rows})


def test_nothing_new_means_the_same_version_time_and_bytes(environment: Path) -> None:
    first = kit.made()
    again = kit.made(before=first, now=kit.LATER)

    assert again.files == first.files
    assert again.summary == first.summary


def test_a_summary_survives_being_stored(environment: Path) -> None:
    summary = kit.made().summary
    assert Summary.model_validate_json(summary.model_dump_json()) == summary


def test_who_lost_the_summary_goes_on_from_the_published_record(environment: Path) -> None:
    first = kit.made()
    summary = release.recorded(first.files["release.json"])

    assert summary == first.summary
    assert release.recorded(None) is None
    assert release.recorded(b'{"of": "another form"}') is None


def test_other_rows_are_a_patch_that_counts_them(environment: Path) -> None:
    first = kit.made()
    rows = kit.rows()[STOPS]
    changed: list[Row] = [{**rows[0], "passengers": 130}, *rows[2:], {**rows[1], "code": "AB-9"}]
    made = kit.made(held={STOPS: changed}, before=first, now=kit.LATER)

    change = made.summary.changes[-1]
    assert (made.dataset.version, made.modified_at) == ("1.0.1", kit.LATER)
    assert change.rows[0].model_dump() == {
        "table": STOPS, "added": 1, "removed": 1, "changed": 1,
    }  # fmt: skip
    assert change.before[STOPS] == first.summary.file("csv").sha256
    assert change.after[STOPS] == made.summary.file("csv").sha256
    assert note(change)["en"].endswith("1 row added, 1 row removed, 1 row changed.")


@pytest.mark.parametrize(
    ("version", "what", "columns"),
    [
        ("2.0.0", "column_removed", _columns()[:-1]),
        ("1.1.0", "column_added", [*_columns(), kit.column("zone")]),
        ("2.0.0", "column_moved", [*_columns()[:-2], _columns()[-1], _columns()[-2]]),
        (
            "2.0.0",
            "unit_changed",
            [*_columns()[:3], _columns()[3] | {"unit": "%"}, *_columns()[4:]],
        ),
    ],
)
def test_the_version_follows_from_what_programs_notice(
    environment: Path, version: str, what: str, columns: list[dict[str, Any]]
) -> None:
    rows: list[Row] = [
        {one["name"]: row.get(one["name"]) for one in columns} for row in kit.rows()[STOPS]
    ]
    made = kit.made(_with(columns=columns), {STOPS: rows}, before=kit.made(), now=kit.LATER)

    assert made.dataset.version == version
    assert what in {one.what for one in made.summary.changes[-1].schema_changes}
    assert not any(one.added or one.removed for one in made.summary.changes[-1].rows)


def test_new_and_lost_values_are_told_apart(environment: Path) -> None:
    words = kit.texts("ferry")
    more = _columns()[-1] | {"values": {**_columns()[-1]["values"], "ferry": words}}
    less = _columns()[-1] | {"values": {"ferry": words}}
    first = kit.made()
    rows: list[Row] = [{**row, "kind": None} for row in kit.rows()[STOPS]]

    assert (
        kit.made(_with(columns=[*_columns()[:-1], more]), before=first).dataset.version == "1.1.0"
    )
    narrowed = kit.made(_with(columns=[*_columns()[:-1], less]), {STOPS: rows}, before=first)
    assert narrowed.dataset.version == "2.0.0"


def test_the_log_of_changes_is_only_added_to(environment: Path) -> None:
    def catalogue(one: Release, log: bytes) -> dict[str, bytes]:
        return release.catalogue(
            [one.summary], site_url=kit.SITE, now=kit.NOW, government=kit.owner(), log=log
        )

    first = kit.made()
    log = catalogue(first, b"")["changes.jsonl"]
    second = kit.made(held={STOPS: kit.rows()[STOPS][:2]}, before=first, now=kit.LATER)
    files = catalogue(second, log)

    assert files["changes.jsonl"].startswith(log)
    assert catalogue(second, files["changes.jsonl"]) == files
    feed = json.loads(files["changes.json"])
    assert [one["id"].partition("#")[2] for one in feed["items"]] == ["1.0.1", "1.0.0"]
    assert feed["items"][0]["_dauys"]["rows"][0]["removed"] == 1


def test_a_retired_dataset_names_the_one_to_use(environment: Path) -> None:
    made = kit.made(kit.dataset(replaced_by="stops-2"))
    turtle = made.files["dataset.ttl"].decode()

    assert f"dct:isReplacedBy <{kit.SITE}/data/stops-2/>" in turtle
    assert "distribution-status/DEPRECATED" in turtle
    assert made.summary.quality.points == 405


def test_the_portal_of_kazakhstan_gets_three_languages_and_small_files(environment: Path) -> None:
    entry = _json(kit.made(), "egov.json")["datasets"][0]
    lines = [*json_file.lines(kit.dataset().table(), kit.rows()[STOPS])]
    parts = dict(egov.parts(STOPS, lines, most=max(len(line.encode()) for line in lines) + 6))

    assert entry["nameKk"] == "Bus stops (қазақша)"
    assert entry["fields"]["code"] == {
        "type": "String", "pk": True, "labelKk": "Code (қазақша)", "labelRu": "Code (по-русски)",
        "labelEn": "Code", "format": "",
    }  # fmt: skip
    assert entry["files"] == [f"{kit.SITE}/data/bus-stops/stops.json"]
    assert [*parts] == ["stops-1.json", "stops-2.json", "stops-3.json"]
    assert [json.loads(line) for held in parts.values() for line in held] == json.loads(
        kit.made().files["stops.json"]
    )


def test_search_engines_get_what_they_ask_for(environment: Path) -> None:
    """Required and recommended by Google and by science-on-schema.org."""
    made = kit.made()
    found = release.structured(made.summary, "ru", site_url=kit.SITE, government=kit.owner())

    wanted = "name description url sameAs version isAccessibleForFree keywords identifier license"
    wanted += " creator distribution temporalCoverage spatialCoverage variableMeasured"
    assert not {*wanted.split(), "includedInDataCatalog"} - {*found}
    assert 50 <= len(found["description"]) <= 5000
    assert found["name"] == "Bus stops (по-русски)"
    assert found["temporalCoverage"] == "2024-01-01/.."
    assert {one["contentUrl"] for one in found["distribution"]} == {
        f"{kit.SITE}/data/bus-stops/stops{end}" for end in (".csv", ".excel.csv", ".json")
    }


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=12, unique_by=lambda x: x[0])
)
def test_changes_of_rows_add_up(pairs: list[tuple[int, int]]) -> None:
    from functions.opendata.row_changes import compared

    table = Dataset.model_validate(
        kit.described()
        | {"tables": [{"name": "t", "title": kit.texts("t"), "key": ["a"],
                       "columns": [kit.column("a"), kit.column("b")]}], "charts": []}
    ).table()  # fmt: skip

    def body(rows: list[tuple[int, int]]) -> bytes:
        held = io.StringIO()
        csv.writer(held, lineterminator="\n").writerows([("a", "b"), *rows])
        return held.getvalue().encode()

    old = [(number, 0) for number in range(5)]
    change = compared(body(old), body(pairs), table)
    keys = {key for key, _ in pairs}
    assert change.added == len(keys - set(range(5)))
    assert change.removed == len(set(range(5)) - keys)
    assert change.changed == sum(key < 5 and value != 0 for key, value in pairs)
