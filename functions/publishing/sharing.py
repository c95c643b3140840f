"""Links to pass a petition on: plain addresses, no network's script, nobody told who reads."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from functions.publishing.dossier import Dossier
from functions.publishing.said import petition_text
from functions.shared import words
from functions.shared.settings import settings


def links(dossier: Dossier, lang: str) -> dict[str, object]:
    """Return a petition's address, where to share it, and what to put on one's own site."""
    link = f"{settings().site_url}/{lang}/petitions/{dossier.petition.id}/"
    text = petition_text(dossier.petition, lang)[0].title
    shared = [
        ("Telegram", "https://t.me/share/url?" + urlencode({"url": link, "text": text})),
        ("WhatsApp", "https://wa.me/?" + urlencode({"text": f"{text} {link}"})),
        ("Facebook", "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": link})),
        (words.t(lang, "petition.share_mail"), _mail(text, link)),
    ]
    return {
        "link": link,
        "share": [{"name": name, "url": url} for name, url in shared],
        "embed": _embed(link, text) if dossier.is_public else "",
    }


def _mail(title: str, link: str) -> str:
    return "mailto:?" + urlencode({"subject": title, "body": f"{title}\n{link}"}, quote_via=quote)


def _embed(link: str, title: str) -> str:
    plain = "".join(letter for letter in title if letter not in "\"<>&'")
    return (
        f'<iframe src="{link}embed/" title="{plain}" width="360" height="260" loading="lazy">'
        "</iframe>"
    )
