"""Addresses of the pages of projects and works. Secrets are in fragments: never in a log."""

from __future__ import annotations

from functions.shared.settings import settings


def project(lang: str, project_id: int) -> str:
    """Return the path of a project's page."""
    return f"/{lang}/projects/{project_id}/"


def idea(lang: str, project_id: int, number: int) -> str:
    """Return the path of an idea's page."""
    return f"/{lang}/projects/{project_id}/ideas/{number}/"


def merge(lang: str, project_id: int, number: int, token: str) -> str:
    """Return the path of the page that asks a supporter whether the support may move."""
    return f"{idea(lang, project_id, number)}#merge={token}"


def pledge(lang: str, token: str) -> str:
    """Return the path of the page that takes a pledge back."""
    return f"/{lang}/projects/pledge/#{token}"


def work(lang: str, work_id: int) -> str:
    """Return the path of a work's page."""
    return f"/{lang}/implemented/{work_id}/"


def absolute(path: str) -> str:
    """Return a path's whole address, for a mail."""
    return settings().site_url + path
