"""Builds the one artifact of all functions: build/lambda and build/lambda.zip.

In it: functions/, the compiled content and datasets, the page templates, and the dependencies for
Lambda's Python 3.12 on arm64, whatever this machine is. boto3 and what comes with it (36 MB) is
left to the runtime, which has it. The zip's bytes depend on its content alone.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from infra.aws.expand import main as write_template

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "lambda"
ARCHIVE = ROOT / "build" / "lambda.zip"
LOCK = ROOT / "requirements" / "lambda.lock"
PYTHON = "3.12"
PLATFORMS = ("manylinux2014_aarch64", "manylinux_2_28_aarch64", "manylinux_2_34_aarch64")
IN_RUNTIME = ("boto3", "botocore", "python-dateutil", "s3transfer", "six", "urllib3")
LIMIT_BYTES = 250 * 1024 * 1024
EPOCH = (1980, 1, 1, 0, 0, 0)


def requirements(lock: str) -> str:
    """Return a lock file without what the runtime has."""
    kept, keep = [], True
    for line in lock.splitlines():
        if line[:1].isalnum():
            keep = line.split("==")[0].strip() not in IN_RUNTIME
        if keep:
            kept.append(line)
    return "\n".join(kept) + "\n"


def install(folder: Path) -> None:
    """Put the dependencies into a folder, as wheels for the runtime. Needs the package index."""
    folder.mkdir(parents=True)
    wanted = folder.parent / "lambda-requirements.txt"
    wanted.write_text(requirements(LOCK.read_text("utf-8")), "utf-8")
    platforms = [word for name in PLATFORMS for word in ("--platform", name)]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--no-deps"]
    command += ["--require-hashes", "--requirement", str(wanted), "--target", str(folder)]
    command += [*platforms, "--python-version", PYTHON, "--only-binary=:all:"]
    subprocess.run(command, check=True)
    shutil.rmtree(folder / "bin", ignore_errors=True)


def copy_own(folder: Path, content: Path) -> None:
    """Put functions, compiled content, datasets and page templates into a folder."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(ROOT / "functions", folder / "functions", ignore=ignored)
    shutil.copytree(ROOT / "site" / "templates", folder / "templates", ignore=ignored)
    shutil.copyfile(content, folder / "content.json")
    shutil.copytree(content.parent / "datasets", folder / "datasets")


def compile_all(folder: Path) -> bool:
    """Byte-compile with the runtime's own Python; tell whether there is one here.

    Without it the functions start some hundred milliseconds slower the first time, no more.
    """
    command = [f"python{PYTHON}", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    try:
        subprocess.run([*command, str(folder)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def archive(folder: Path, target: Path) -> str:
    """Zip a folder and return the SHA-256 of the zip: same files, same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for path in sorted(files(folder)):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, path.read_bytes())
    return hashlib.sha256(target.read_bytes()).hexdigest()


def files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder."""
    return (path for path in folder.rglob("*") if path.is_file())


def build() -> str:
    """Build the artifact and return its SHA-256. Raises SystemExit past Lambda's size limit."""
    from infra.build import write_content  # noqa: PLC0415  needs the site's dependencies

    shutil.rmtree(FOLDER, ignore_errors=True)
    install(FOLDER)
    copy_own(FOLDER, write_content(ROOT / "content", ROOT / "build" / "content.json"))
    size = sum(path.stat().st_size for path in files(FOLDER))
    if size > LIMIT_BYTES:
        sys.exit(f"{FOLDER}: {size} bytes; Lambda takes {LIMIT_BYTES}")
    compiled = compile_all(FOLDER)
    digest = archive(FOLDER, ARCHIVE)
    print(
        f"build/lambda: {size / 1e6:.1f} MB, build/lambda.zip: "
        f"{ARCHIVE.stat().st_size / 1e6:.1f} MB, sha256 {digest[:16]}"
    )
    if not compiled:
        print(f"not byte-compiled: there is no python{PYTHON} here; it works, and starts slower")
    return digest


if __name__ == "__main__":
    build()
    write_template()
