"""Addresses of a complaint's pages. Secrets are in fragments: never in a log, never sent on."""

from __future__ import annotations

from functions.shared.settings import settings


def page(lang: str, complaint_id: int) -> str:
    """Return the path of the public page."""
    return f"/{lang}/complaints/{complaint_id}/"


def track(lang: str, complaint_id: int, secret: str) -> str:
    """Return the path of the reporter's own page."""
    return f"/{lang}/complaints/track/#{complaint_id}.{secret}"


def survey(lang: str, complaint_id: int, secret: str) -> str:
    """Return the path of the page that asks whether the result was enough."""
    return f"/{lang}/complaints/survey/#{complaint_id}.{secret}"


def support(lang: str, token: str) -> str:
    """Return the path of the page that confirms "me too"."""
    return f"/{lang}/complaints/support/#{token}"


def absolute(path: str) -> str:
    """Return a path's whole address, for a mail."""
    return settings().site_url + path
