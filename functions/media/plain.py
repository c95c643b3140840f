"""The pages for adding files without scripts: what has come, and a form for one file more."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from html import escape

from functions.media.kinds import KILOBYTE, Kinds
from functions.media.record import Upload
from functions.media.upload import Offer, Permit
from functions.shared import clock, page
from functions.shared.words import t

RID_BYTES = 8


def files(token: str, allowed: Permit, uploads: list[Upload]) -> str:
    """Return the page of what was added so far; its button asks for a form."""
    lang, kinds = allowed.lang, allowed.kinds
    held = [upload for upload in uploads if upload.holds(clock.now())]
    told = (t(lang, "media.taken"), limits(lang, kinds), t(lang, "media.privacy"))
    body = "".join(f"<p>{escape(line)}</p>" for line in told) + _list(lang, uploads)
    if len(held) < kinds.count:
        known = {"permit": token, "rid": secrets.token_hex(RID_BYTES), "lang": lang}
        body += (
            f'<form class="c-form" method="post" action="/api/v1/uploads">{_hidden(known)}'
            f"{_button(lang, 'media.add')}</form>"
        )
    else:
        body += f"<p>{escape(t(lang, 'media.no_place'))}</p>"
    onward = escape(allowed.onward, quote=True)
    body += f'<p><a class="c-btn" href="{onward}">{escape(t(lang, "media.finish"))}</a></p>'
    return _page(lang, body)


def form(allowed: Permit, offer: Offer, here: str) -> str:
    """Return the page with the signed form: it posts the file itself, so the file goes last."""
    lang, kinds = allowed.lang, allowed.kinds
    hint = escape(limits(lang, kinds))
    body = (
        f'<form class="c-form" method="post" enctype="multipart/form-data" '
        f'action="{escape(offer.url, quote=True)}">{_hidden(offer.fields)}'
        f'<div class="c-field"><label for="f-file">{escape(t(lang, "media.file"))}</label>'
        f'<p class="c-hint" id="f-file-hint">{hint}</p>'
        f'<input id="f-file" name="file" type="file" accept="{",".join(kinds.types)}" '
        f'aria-describedby="f-file-hint" required></div>{_button(lang, "media.send")}</form>'
        f'<p><a href="{escape(here, quote=True)}">{escape(t(lang, "media.back"))}</a></p>'
    )
    return _page(lang, body)


def limits(lang: str, kinds: Kinds) -> str:
    """Return in words what may be added."""
    key = "media.limits_pdf" if kinds.pdf else "media.limits"
    image, pdf = kinds.most_bytes("image"), kinds.most_bytes("pdf")
    sizes = {"n": kinds.count, "megabytes": image // KILOBYTE**2}
    return t(lang, key, **sizes, **({"pdf": pdf // KILOBYTE**2} if kinds.pdf else {}))


def _list(lang: str, uploads: list[Upload]) -> str:
    rows = "".join(f"<li>{escape(_told(lang, upload))}</li>" for upload in uploads)
    return f"<ol>{rows}</ol>" if rows else ""


def _told(lang: str, upload: Upload) -> str:
    if upload.state == "refused":
        return t(lang, f"media.refused.{upload.reason}")
    return t(lang, f"media.state.{upload.state}")


def _hidden(fields: Mapping[str, str]) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(name, quote=True)}" '
        f'value="{escape(value, quote=True)}">'
        for name, value in fields.items()
    )


def _button(lang: str, key: str) -> str:
    return f'<button class="c-btn c-btn--p" type="submit">{escape(t(lang, key))}</button>'


def _page(lang: str, body: str) -> str:
    title = t(lang, "media.title")
    return page.render(
        lang, title, f'<div class="c-wrap c-narrow"><h1>{escape(title)}</h1>{body}</div>'
    )
