"""`make up`: the whole platform on this machine, as one tree of processes behind one address.

The store and the clock are children; the front is this process. Everything that is kept is in the
folder var. Ctrl-C stops it; if it is killed, nothing that was acknowledged is lost.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from types import FrameType

import uvicorn

from infra.local import (
    build,
    children,
    door,
    first,
    hosts,
    keys,
    lock,
    store,
    tables,
    template,
    workers,
)
from infra.local.bearer import Authorizer
from infra.local.distribution import Distribution
from infra.local.environment import Places, variables
from infra.local.errors import StartError
from infra.local.front import Front
from infra.local.issuer import ROOT as LOGIN
from infra.local.issuer import Issuer
from infra.local.outbox import Outbox
from infra.local.people import DESK
from infra.local.routes import Router, read
from infra.local.site import Site

ROOT = Path(__file__).parents[2]
GRACE_SECONDS = 5
WATCH_SECONDS = 0.5


def main() -> int:
    """Run until stopped; 1 with one line when it cannot start, or a part of it ended."""
    os.umask(0o077)
    signal.signal(signal.SIGTERM, _leave)
    logging.basicConfig(format="%(name)s: %(message)s", level=logging.WARNING)
    places = Places(ROOT, Path(os.environ.get("DAUYS_VAR") or ROOT / "var").resolve())
    try:
        with lock.held(places.var) as held, _door() as sockets:
            run(places, held, sockets)
    except StartError as error:
        print(f"dauys: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


def run(places: Places, held: lock.Lock, sockets: list[socket]) -> None:
    """Prepare what is missing, start the parts, serve, and stop the parts again."""
    address = site_url(sockets[0].getsockname()[1])
    held.say(address)
    if first.clear(places):
        say("examples: the first start was cut; they are written anew")
    places.make()
    if keys.make(places.keys):
        say("keys: made")
    with _store(places) as running:
        resources = template.resources()
        os.environ.update(variables(places, resources, address, running.url))
        os.environ["DAUYS_VAR"] = str(places.var)
        prepare(places)
        tell_desk(places, address)
        front = make_front(places, address)
        clock = children.start([sys.executable, "-m", "infra.local.clock"])
        try:
            print(f"Dauys: {address}/   (mail and sign-in: /_local/; Ctrl-C stops)", flush=True)
            asyncio.run(serve(front, sockets, {"store": running.process, "clock": clock}))
        finally:
            front.workers.stop()
            children.stop(clock)


def prepare(places: Places) -> None:
    """Build content and site, make tables, and fill an empty store with the examples."""
    build.run(places.root, build.CONTENT, say)
    from functions.shared import table  # noqa: PLC0415  it reads the settings made above

    tables.create(table.client(), template.resources())
    if first.is_done(places):
        _site(places)
        return
    say("examples: filling the empty store")
    with _seeding() as seeding:
        _site(places)
        seeding.communicate()
    if seeding.returncode:
        raise StartError("the examples could not be written; the lines above say why")


def _site(places: Places) -> None:
    build.run(places.root, build.SITE, say)
    built, bucket = places.root / "build" / "site", places.objects("site")
    build.lay_out(built, bucket, places.var / "site-files.json")


@contextmanager
def _seeding() -> Iterator[subprocess.Popen[bytes]]:
    """Write the examples while the site is built: they publish pages once their input ends."""
    command = [sys.executable, "-m", "infra.local.seed"]
    seeding = children.start(command, stdin=subprocess.PIPE)
    try:
        yield seeding
    finally:
        children.stop(seeding)


def tell_desk(places: Places, address: str) -> None:
    """Write where the desk's officials sign in: it follows the port of this start."""
    told = {"issuer": f"{address}{LOGIN}", "client_id": DESK, "redirect_uri": f"{address}/desk/"}
    file = places.objects("site") / "desk" / "config.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(told), "utf-8")


def make_front(places: Places, address: str) -> Front:
    """Return the front for the template's routes and the folders of this machine."""
    resources = template.resources()
    issuer = Issuer(places.keys, f"{address}{LOGIN}")
    found = read(resources)
    return Front(
        router=Router(found),
        distribution=Distribution(resources, secure=address.startswith("https:")),
        site=Site(places.objects("site"), places.objects("log")),
        authorizer=Authorizer(issuer.url, DESK, issuer.jwks),
        issuer=issuer,
        outbox=Outbox(places.outbox),
        workers=workers.processes(sorted({route.handler for route in found})),
        language=default_language(places.root / "build" / "content.json"),
        names=hosts.allowed(),
    )


def default_language(content: Path) -> str:
    """Return the language that `/` leads to."""
    return str(json.loads(content.read_text("utf-8"))["government"]["default_language"])


async def serve(
    front: Front, sockets: list[socket], parts: dict[str, subprocess.Popen[bytes]]
) -> None:
    """Serve until a signal, or until a part ends by itself. Raises StartError for the latter."""
    config = uvicorn.Config(
        front,
        http="h11",
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets))
    ended = None
    while not serving.done() and ended is None:
        await asyncio.wait([serving], timeout=WATCH_SECONDS)
        ended = next((name for name, part in parts.items() if part.poll() is not None), None)
    server.should_exit = True
    await serving
    if ended:
        raise StartError(f"the {ended} ended by itself, so everything was stopped; start again")


def site_url(port: int) -> str:
    """Return the public address: this machine's, unless DAUYS_URL names another before it."""
    return (os.environ.get("DAUYS_URL") or f"http://localhost:{port}").rstrip("/")


def say(line: str) -> None:
    """Show progress."""
    print(f"  {line}", flush=True)


@contextmanager
def _door() -> Iterator[list[socket]]:
    opened = door.sockets(door.port(os.environ.get("PORT", "")))
    try:
        yield opened
    finally:
        for one in opened:
            one.close()


@contextmanager
def _store(places: Places) -> Iterator[store.Store]:
    running = store.start(places.root / "node_modules", places.store)
    try:
        yield running
    finally:
        running.stop()


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
