"""A chart on a page: caption, drawing, legend, the table behind it, the picture to download."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from functions.publishing import charts_picture
from functions.publishing.charts_frame import Drawing
from functions.shared.words import t

Row = Sequence[str]


@dataclass(frozen=True)
class Figure:
    """A chart and all that stands around it; `name` is unique on its page.

    `picture` is the address of its picture, "" for none; `indicator` is the only one that it shows,
    "" if it shows several. The first cell of a row names it.
    """

    name: str
    title: str
    note: str
    drawing: Drawing | None  # None if all is hidden: then the note below says so
    head: Row
    rows: Sequence[Row]
    legend: Sequence[tuple[str, str]] = field(default=())
    picture: str = ""
    indicator: str = ""


def html(figure: Figure, lang: str, level: str = "h3") -> Markup:
    """Return the figure for a page, with a heading of that level."""
    note = Markup('<p class="c-mut">{}</p>').format(figure.note) if figure.note else Markup("")
    return Markup(
        '<figure class="k-fig" id="{name}"><figcaption>'
        "<{level}>{title}</{level}>{note}</figcaption>"
        "{svg}{legend}{table}{picture}</figure>"
    ).format(
        name=figure.name,
        level=Markup(level),  # noqa: S704  a tag's name, written in code
        title=figure.title,
        note=note,
        svg=_drawn(figure, lang),
        legend=_legend(figure.legend),
        table=_table(figure, lang),
        picture=_link(figure, lang),
    )


def file(figure: Figure, foot: Sequence[str], lang: str) -> bytes:
    """Return the picture of a figure; `foot` tells source, licence and address.

    Raises ValueError if nothing is drawn.
    """
    if figure.drawing is None:
        raise ValueError(figure.name)
    words = charts_picture.Words(figure.title, figure.note, foot)
    return charts_picture.picture(figure.drawing, figure.legend, words, lang)


def _drawn(figure: Figure, lang: str) -> Markup:
    if figure.drawing is None:
        return Markup('<p class="c-note">{}</p>').format(t(lang, "statistics.all_hidden"))
    return figure.drawing.svg(figure.name)


def _legend(legend: Sequence[tuple[str, str]]) -> Markup:
    if not legend:
        return Markup("")
    swatch = '<li><svg viewBox="0 0 14 14" aria-hidden="true" focusable="false"><rect class="{}" width="14" height="14" rx="3"/></svg>{}</li>'  # noqa: E501
    items = (Markup(swatch).format(look, name) for look, name in legend)  # noqa: S704
    return Markup('<ul class="k-legend">{}</ul>').format(Markup("").join(items))


def _table(figure: Figure, lang: str) -> Markup:
    head = (
        Markup('<th scope="col"{}>{}</th>').format(_number(place), cell)
        for place, cell in enumerate(figure.head)
    )
    rows = (Markup("<tr>{}</tr>").format(_cells(row)) for row in figure.rows)
    return Markup(
        '<details class="c-tbl"><summary>{}</summary><div class="c-scroll" tabindex="0"'
        ' role="group" aria-label="{}"><table><caption>{}</caption><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div></details>"
    ).format(
        t(lang, "statistics.table"),
        figure.title,
        figure.title,
        Markup("").join(head),
        Markup("").join(rows),
    )


def _cells(row: Row) -> Markup:
    first = Markup('<th scope="row">{}</th>').format(row[0])
    rest = (Markup('<td class="num">{}</td>').format(cell) for cell in row[1:])
    return first + Markup("").join(rest)


def _number(place: int) -> Markup:
    return Markup(' class="num"') if place else Markup("")


def _link(figure: Figure, lang: str) -> Markup:
    if not figure.picture or figure.drawing is None:
        return Markup("")
    return Markup('<p class="k-save c-noprint"><a href="{}" download>{}</a></p>').format(
        figure.picture, t(lang, "statistics.picture")
    )
