"""Adding files without scripts: a page, a button, a plain form, and the page again."""

from __future__ import annotations

import re
from html import unescape

from functions.media import record, request, upload
from tests import media_files as files
from tests import media_kit as kit
from tests.conftest import Calls, Send

FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
ACTION = re.compile(r'action="([^"]+)"')


def fields(html: str) -> dict[str, str]:
    return {unescape(name): unescape(value) for name, value in FIELD.findall(html)}


def test_a_file_is_added_with_two_presses_and_the_page_tells(dynamodb: Calls, send: Send) -> None:
    here = upload.page(kit.permit())
    page = send(request.handler, "GET", here)
    assert (page.status, dynamodb.take()) == (200, ["Query"])

    form = send(request.handler, "POST", kit.UPLOADS, fields(page.text), form=True)
    assert form.status == 200
    assert 'enctype="multipart/form-data"' in form.text
    assert ACTION.findall(form.text)[0] == "https://dauys.example/_local/uploads/"

    answer = kit.post(fields(form.text), files.jpeg(), name="../../<script>.html")
    assert answer.status == 303
    assert dict(answer.headers)["location"].startswith(f"https://dauys.example{here}?bucket=")

    kit.run()
    again = send(request.handler, "GET", here, query={"key": "incoming/x", "etag": "x"})
    assert "Taken." in again.text
    assert "script" not in again.text
    assert record.clean_of("complaint:7")


def test_the_button_pressed_twice_takes_one_place(dynamodb: Calls, send: Send) -> None:
    asked = fields(send(request.handler, "GET", upload.page(kit.permit())).text)
    for _ in range(2):
        send(request.handler, "POST", kit.UPLOADS, asked, form=True)

    assert len(record.of_owner("complaint:7")) == 1


def test_the_page_says_when_no_place_is_left_and_why_a_file_was_refused(
    dynamodb: Calls, send: Send
) -> None:
    token = kit.permit()
    kit.add(send, token, b"no picture")
    kit.run()
    page = send(request.handler, "GET", upload.page(token)).text
    assert "not a JPEG, PNG or WebP picture" in page

    for _ in range(3):
        kit.add(send, token, files.png())
    full = send(request.handler, "GET", upload.page(token)).text
    assert "No more files can be added" in full
    late = send(request.handler, "POST", kit.UPLOADS, fields(page), form=True)
    assert (late.status, late.headers["location"]) == (303, upload.page(token))


def test_the_page_leads_on_to_where_the_owner_said(dynamodb: Calls, send: Send) -> None:
    page = send(request.handler, "GET", upload.page(kit.permit())).text

    assert 'href="/en/done/petition/"' in page
