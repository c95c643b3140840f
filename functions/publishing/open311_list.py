"""GET /open311/v2/requests: a list with query words; without them, the list that is published."""

from __future__ import annotations

from collections.abc import Mapping

from aws_lambda_powertools.event_handler import Response

from functions.complaints.georeport import Value, form_of, write
from functions.complaints.open311_endpoint import answer, check_jurisdiction, check_list, folder
from functions.publishing import open311_index, open311_request, open311_words
from functions.publishing.open311_words import WORDS
from functions.shared import clock, http, objects

app = http.Api()


@app.get("/open311/v2/requests.xml", compress=True)
@app.get("/open311/v2/requests.json", compress=True)
@app.get("/open311/v2/<lang>/requests.xml", compress=True)
@app.get("/open311/v2/<lang>/requests.json", compress=True)
def requests(lang: str = "") -> Response[str]:
    """List service requests: by id, service, time, status and place. GeoReport v2."""
    path, words = app.current_event.path, app.current_event.query_string_parameters or {}
    return answer(path, lambda language: _list(path, language, words))


def _list(path: str, lang: str, words: Mapping[str, str]) -> str:
    check_list(path, lang)
    check_jurisdiction(words.get("jurisdiction_id", ""), lang)
    form = form_of(path)
    if not any(words.get(name) for name in WORDS[1:]):
        stored = objects.read("site", f"{folder(lang)}/requests.{form}")
        return stored.body.decode() if stored else write("service_requests", [], form)
    now = clock.now()
    query = open311_words.read(words, lang, now)
    told: list[Value] = [
        open311_request.request(row, lang, extensions=query.extensions)
        for row in open311_index.find(query, now)
    ]
    return write("service_requests", told, form)


handler = http.handler(app)
