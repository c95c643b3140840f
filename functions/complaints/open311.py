"""POST /open311/v2/requests: a complaint that comes from an outside app with a key."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response

from functions.complaints import api_key, coupon, filing, links, move, notice
from functions.complaints.api_key import ApiKey
from functions.complaints.category import Category, categories
from functions.complaints.complaint import Complaint
from functions.complaints.filing import Filed
from functions.complaints.form import ComplaintRequest
from functions.complaints.georeport import Fault, form_of, write
from functions.complaints.open311_endpoint import (
    VALUE,
    RefusedError,
    answer,
    check_jurisdiction,
    check_list,
    fault,
)
from functions.complaints.open311_form import Open311Report, complaint, faults
from functions.shared import clock, http
from functions.shared.content import load
from functions.shared.errors import CivicError, InvalidInputError, TooLargeError
from functions.shared.words import date, pick, t

app = http.Api(body_limit=http.LONG_BODY_LIMIT)
NOT_KEPT = "no-store"


@app.post("/open311/v2/requests.xml")
@app.post("/open311/v2/requests.json")
@app.post("/open311/v2/<lang>/requests.xml")
@app.post("/open311/v2/<lang>/requests.json")
def report(lang: str = "") -> Response[str]:
    """Take a service request of an app that has a key. GeoReport v2."""
    try:
        asked, _ = http.read(app, Open311Report)
    except CivicError as error:
        unreadable, path = error, app.current_event.path
        return answer(path, lambda language: _refuse(unreadable, language), cache=NOT_KEPT)
    path = app.current_event.path
    return answer(path, lambda language: _take(asked, path, language), cache=NOT_KEPT)


def _refuse(error: CivicError, lang: str) -> str:
    """Refuse a body that is no form, or a form with a name that is there twice."""
    if isinstance(error, InvalidInputError):
        raise RefusedError(*faults(error.fields, lang))
    key = "large" if isinstance(error, TooLargeError) else "body"
    raise RefusedError(fault(400, lang, key))


def _take(asked: Open311Report, path: str, lang: str) -> str:
    check_list(path, lang)
    app_key = api_key.find(asked.api_key) if asked.api_key else None
    if app_key is None:
        raise RefusedError(fault(403, lang, "api_key"))
    request = _checked(asked, app_key, lang)
    if app_key.test:
        now = clock.now()
        told = coupon.number(now.year, 0), t(lang, "open311.notice.test")
    else:
        filed = filing.file(request, lang, clock.now(), channel="open311", flags=())
        notice.tell_filed(filed)
        told = filed.record.complaint.number, _notice(filed, lang, has_media=bool(asked.media_url))
    made = {"service_request_id": told[0], "service_notice": told[1], "account_id": None}
    return write("service_requests", [made], form_of(path))


def _checked(asked: Open311Report, app_key: ApiKey, lang: str) -> ComplaintRequest:
    """Return the complaint that is asked for. Raises RefusedError with every fault."""
    wrong, request = list[Fault](), None
    try:
        check_jurisdiction(asked.jurisdiction_id, lang)
    except RefusedError as refused:
        wrong += refused.faults
    try:
        request = complaint(asked, _service(asked.service_code, lang), app_key.id, lang)
    except RefusedError as refused:
        wrong += refused.faults
    if wrong or request is None:
        raise RefusedError(*wrong)
    return request


def _service(code: str, lang: str) -> Category:
    """Return a service. One that is dealt with elsewhere is none: the error says where to go."""
    if not code:
        raise RefusedError(fault(400, lang, "required", name="service_code"))
    found = categories().get(code)
    if found is None or not found.is_filed_here:
        missing = fault(404, lang, "service", value=code[:VALUE])
        elsewhere = pick(found.channel, lang)[0] if found else ""
        raise RefusedError(Fault(404, f"{missing.text}. {elsewhere}" if found else missing.text))
    return found


def _notice(filed: Filed, lang: str, *, has_media: bool) -> str:
    """Say what happens next: the coupon in one line, what is public, and the private link."""
    facts = filed.record.complaint
    private = categories()[facts.category].private
    said = [_coupon(facts, lang), t(lang, f"open311.notice.{'private' if private else 'public'}")]
    if filed.secret:
        link = links.absolute(links.track(lang, facts.id, filed.secret))
        said.append(t(lang, "open311.notice.link", link=link))
    if has_media:
        said.append(t(lang, "open311.notice.media"))
    return " ".join(said)


def _coupon(facts: Complaint, lang: str) -> str:
    due = move.status_of(facts, facts.filed_at).due
    registered = next(step.on for step in due.steps if step.kind == "registered")
    office = load().bodies[facts.office]["name"]
    return t(
        lang,
        "open311.notice.filed",
        number=facts.number,
        registered=date(lang, registered),
        office=pick(office, lang)[0],
        due=date(lang, due.on),
    )


handler = http.handler(app)
