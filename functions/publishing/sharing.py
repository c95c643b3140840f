"""Links to pass a petition on: plain addresses, no network's script, nobody told who reads."""

from __future__ import annotations

from urllib.parse import quote

from functions.publishing.dossier import Dossier
from functions.publishing.said import petition_text
from functions.shared import words
from functions.shared.settings import settings


def links(dossier: Dossier, lang: str) -> dict[str, object]:
    """Return a petition's address, where to share it, and what to put on one's own site."""
    link = f"{settings().site_url}/{lang}/petitions/{dossier.petition.id}/"
    text = petition_text(dossier.petition, lang)[0].title
    # Each is quoted once: on the way to a million pages that is seen.
    to, said = quote(link, safe=""), quote(text, safe="")
    shared = [
        ("Telegram", f"https://t.me/share/url?url={to}&text={said}"),
        ("WhatsApp", f"https://wa.me/?text={said}%20{to}"),
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={to}"),
        (words.t(lang, "petition.share_mail"), f"mailto:?subject={said}&body={said}%0A{to}"),
    ]
    return {
        "link": link,
        "share": [{"name": name, "url": url} for name, url in shared],
        "embed": _embed(link, text) if dossier.is_public else "",
    }


def _embed(link: str, title: str) -> str:
    plain = "".join(letter for letter in title if letter not in "\"<>&'")
    return (
        f'<iframe src="{link}embed/" title="{plain}" width="360" height="260" loading="lazy">'
        "</iframe>"
    )
