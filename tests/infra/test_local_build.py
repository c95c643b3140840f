"""Builds run only when something changed, and laying the site out touches only what did."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from infra.local import build, environment, keys, template
from infra.local.environment import Places


def test_a_fingerprint_changes_with_a_file_and_not_with_caches(tmp_path: Path) -> None:
    (tmp_path / "content" / "__pycache__").mkdir(parents=True)
    (tmp_path / "content" / "a.yml").write_text("1")
    before = build.fingerprint(tmp_path, ("content", "missing"))

    (tmp_path / "content" / "__pycache__" / "x.pyc").write_text("x")
    assert build.fingerprint(tmp_path, ("content", "missing")) == before

    (tmp_path / "content" / "a.yml").write_text("22")
    assert build.fingerprint(tmp_path, ("content", "missing")) != before


def test_a_step_runs_once_for_the_same_inputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = list[str]()
    monkeypatch.setattr(build, "_module", lambda root, step: runs.append(step.name))
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "content.json").write_text("{}")

    assert build.run(tmp_path, build.CONTENT, lambda _: None)
    assert not build.run(tmp_path, build.CONTENT, lambda _: None)

    (tmp_path / "build" / "content.json").unlink()
    assert build.run(tmp_path, build.CONTENT, lambda _: None)
    assert runs == ["content", "content"]


def test_the_site_is_laid_out_beside_the_publishers_pages(tmp_path: Path) -> None:
    built, bucket, listing = tmp_path / "built", tmp_path / "bucket", tmp_path / "list.json"
    (built / "kk").mkdir(parents=True)
    (built / "kk" / "a.html").write_text("a")
    (built / "b.html").write_text("b")
    (bucket / "kk" / "petitions").mkdir(parents=True)
    (bucket / "kk" / "petitions" / "index.html").write_text("published")

    assert build.lay_out(built, bucket, listing) == 2
    assert build.lay_out(built, bucket, listing) == 0

    (built / "b.html").unlink()
    assert build.lay_out(built, bucket, listing) == 1
    assert not (bucket / "b.html").exists()
    assert (bucket / "kk" / "petitions" / "index.html").read_text() == "published"


def test_keys_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"

    assert set(keys.make(folder)) == {*keys.SECRETS, keys.ISSUER_KEY}
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert keys.make(folder) == []

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert all(len(first[name]) == keys.SECRET_BYTES for name in keys.SECRETS)
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())


def test_the_functions_find_every_setting_that_has_no_default(tmp_path: Path) -> None:
    from functions.shared.settings import Settings

    made = environment.variables(
        Places(tmp_path, tmp_path / "var"), template.resources(), "http://localhost:1", "http://x"
    )

    fields = {name: made[name.upper()] for name in Settings.model_fields if name.upper() in made}
    settings = Settings.model_validate(fields)
    assert settings.table_core == "CoreTable"
    assert settings.desk_issuer == "http://localhost:1/_local/login"
