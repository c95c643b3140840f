"""The artifact: what is in it, and that the same sources give the same bytes."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from infra.aws import build


def test_what_the_runtime_has_is_left_out_and_the_rest_stays_pinned() -> None:
    lock = build.LOCK.read_text("utf-8")
    kept = build.requirements(lock)
    names = {line.split("==")[0] for line in kept.splitlines() if line[:1].isalnum()}

    assert {"pydantic", "cryptography", "aws-lambda-powertools", "jinja2"} <= names
    assert not names & set(build.IN_RUNTIME)
    assert kept.count("--hash=") >= len(names)


def test_the_artifact_holds_functions_content_and_templates(
    tmp_path: Path, content_file: Path
) -> None:
    build.copy_own(tmp_path / "code", content_file)
    names = {p.relative_to(tmp_path / "code").as_posix() for p in build.files(tmp_path / "code")}

    assert {"functions/petitions/sign.py", "content.json", "templates/petition.html"} <= names
    assert not [name for name in names if "__pycache__" in name]


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder, order in ((first, "xy"), (second, "yx")):
        folder.mkdir()
        for name in order:
            (folder / name).write_text(f"content of {name}")
    os.utime(first / "x", (1, 1))
    (second / "y").chmod(0o600)

    one = build.archive(first, tmp_path / "a.zip")
    other = build.archive(second, tmp_path / "b.zip")

    assert one == other
    with zipfile.ZipFile(tmp_path / "a.zip") as file:
        assert file.namelist() == ["x", "y"]


def test_a_changed_file_changes_the_artifact_s_name(tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "x").write_text("one")
    before = build.archive(tmp_path / "code", tmp_path / "x.zip")
    (tmp_path / "code" / "x").write_text("two")

    assert build.archive(tmp_path / "code", tmp_path / "x.zip") != before
