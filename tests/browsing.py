"""What a page in a browser says that must fail a test."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import ConsoleMessage, Page


def listen(page: Page, note: Callable[[str], object]) -> None:
    """Note what a page's scripts and its policy say; a test itself looks at what is not found."""

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            note(message.text)

    page.on("pageerror", lambda error: note(str(error)))
    page.on("console", said)
