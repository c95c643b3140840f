"""Charts as shapes: sizes follow the values, nothing typed becomes markup, pictures stand alone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from functions.publishing import (
    charts_bars,
    charts_dots,
    charts_figure,
    charts_frame,
    charts_line,
    charts_numbers,
    charts_steps,
    charts_tiles,
)
from functions.publishing.charts_bars import Bar, Group, Mark
from functions.publishing.charts_figure import Figure
from functions.publishing.charts_frame import WIDTH, Drawing
from functions.publishing.charts_line import Series
from functions.publishing.charts_looks import LOOKS
from functions.publishing.charts_steps import Step, Tier
from functions.publishing.charts_tiles import Cell
from tests.conftest import ROOT

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script>&\' class="k-f1"'
STYLES = (ROOT / "site/overrides/assets/css/charts.css").read_text("utf-8")
TOKENS = (ROOT / "site/overrides/assets/css/tokens.css").read_text("utf-8")


def published(low: float, high: float) -> st.SearchStrategy[float]:
    """Return numbers as tables have them: three decimals at most."""
    return st.decimals(str(low), str(high), places=3).map(float)


def plain(value: float) -> str:
    return f"{value:g}"


def shapes(drawing: Drawing) -> Any:
    """Return the drawing as a parsed document."""
    text = str(drawing.svg("x")).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return etree.fromstring(text)


def boxes(drawing: Drawing, look: str) -> list[dict[str, float]]:
    """Return the rectangles of a look."""
    found = shapes(drawing).iterfind(f".//{SVG}rect[@class='{look}']")
    return [{name: float(one.get(name)) for name in ("x", "y", "width", "height")} for one in found]


def cells(values: list[float | None]) -> list[Cell]:
    return [Cell(n % 7, n // 7, f"R{n}", f"Region {n}", one, "v") for n, one in enumerate(values)]


def every_drawing(word: str) -> list[Drawing]:
    """Return a drawing of each kind, with a word wherever one can be typed."""
    rows = [Bar(word, 3.0, word, 2.0, 4.0), Bar(word, None, word), Bar(word, -1.0, word)]
    groups = [Group(word, [1.0, None], [word, word])]
    return [
        charts_bars.bars(rows, title=word, about=word, mark=Mark(2.0, word)),
        charts_bars.groups(groups, title=word, about=word),
        charts_dots.dots(rows, title=word, about=word, write=plain, mark=Mark(2.0, word)),
        charts_line.line(
            [Series(word, [1.0, None, 3.0])],
            [word] * 3,
            title=word,
            about=word,
            write=lambda _: word,
        ),
        charts_tiles.tiles(
            [Cell(0, 0, word, word, 1.0, word), Cell(1, 0, word, word, None, word)],
            title=word,
            about=word,
            write=lambda _: word,
            missing=word,
        ),
        charts_tiles.tiles(
            cells([1.0, 2.0, 4.0, 5.0]), title=word, write=plain, missing=word, middle=3.0
        ),
        charts_steps.funnel([Step(word, 3, word, word), Step(word, 0, word)], title=word),
        charts_steps.pyramid([Tier(word, 1.0, 2.0, word, 1, word)], title=word),
    ]


def test_every_look_is_in_the_style_sheet_and_in_the_pictures() -> None:
    drawn = "".join(drawing.inside for drawing in every_drawing("word"))
    several = charts_line.line(
        [Series("s", [1.0])] * 5, ["a"], title="t", about="", write=plain
    ).inside
    used = {
        name for names in re.findall(r'class="([^"]+)"', drawn + several) for name in names.split()
    }

    styled = set(re.findall(r"\.(k-[a-z0-9]+)(?=[ ,{])", STYLES))
    assert used <= set(LOOKS)
    assert used <= styled
    assert set(LOOKS) <= styled


def test_pictures_have_the_colours_of_the_light_page() -> None:
    variables = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", TOKENS.split("@media")[0]))
    variables |= dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", STYLES.split("@media")[0]))
    told = dict(re.findall(r"\.(k-[a-z0-9]+) \{[^}]*?fill: var\(--(\w+)\)", STYLES))

    for name, variable in told.items():
        if name in LOOKS:
            colour = variables[variable]
            whole = "#" + "".join(2 * one for one in colour[1:]) if len(colour) == 4 else colour
            assert LOOKS[name]["fill"] == whole, name


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("drawing", every_drawing(HOSTILE), ids=lambda one: one.kind)
def test_what_is_typed_stays_text(drawing: Drawing) -> None:
    root = shapes(drawing)
    figure = Figure("f", HOSTILE, HOSTILE, drawing, [HOSTILE], [[HOSTILE]], [("k-f1", HOSTILE)])
    picture = etree.fromstring(charts_figure.file(figure, [HOSTILE], "en"))
    page = charts_figure.html(figure, "en")

    assert root.find(f".//{SVG}script") is None
    assert picture.find(f".//{SVG}script") is None
    assert "<script" not in page


@pytest.mark.parametrize("drawing", every_drawing("word"), ids=lambda one: one.kind)
def test_a_picture_needs_nothing_from_elsewhere(drawing: Drawing) -> None:
    figure = Figure("f", "Title", "Note", drawing, ["a"], [["b"]], picture="/statistics/f.en.svg")
    root = etree.fromstring(charts_figure.file(figure, ["Source: us", "Licence: CC"], "en"))

    assert not root.xpath("//@class | //@style | //@href | //*[local-name()='style']")
    said = " ".join(root.itertext())
    assert "Title" in said
    assert "Source: us" in said
    assert root.get("lang") == "en"


def test_a_chart_has_a_name_for_those_who_cannot_see_it() -> None:
    for drawing in every_drawing("word"):
        root = shapes(drawing)
        assert root.get("role") == "img"
        named = root.find(f"{SVG}title")
        assert (named.get("id"), named.text) == (root.get("aria-labelledby"), "word")


@pytest.mark.usefixtures("environment")
def test_the_table_behind_a_chart_and_its_picture_are_linked() -> None:
    drawing = charts_steps.funnel([Step("One", 3, "3")], title="t")
    figure = Figure("f", "T", "", drawing, ["Step", "n"], [["One", "3"]], picture="/x.en.svg")

    page = str(charts_figure.html(figure, "en", "h2"))

    assert "<h2>T</h2>" in page
    assert '<th scope="row">One</th><td class="num">3</td>' in page
    assert '<a href="/x.en.svg" download>' in page


@pytest.mark.usefixtures("environment")
def test_nothing_drawn_says_so_and_has_no_picture() -> None:
    figure = Figure("f", "T", "", None, ["a"], [["b"]], picture="/x.en.svg")

    assert "/x.en.svg" not in charts_figure.html(figure, "en")
    with pytest.raises(ValueError, match="f"):
        charts_figure.file(figure, [], "en")


positive = st.lists(published(0.01, 1e6), min_size=1, max_size=12)


@given(positive)
def test_bars_are_as_long_as_their_values(values: list[float]) -> None:
    drawing = charts_bars.bars([Bar("b", one, "v") for one in values], title="t")

    widths = [box["width"] for box in boxes(drawing, "k-f1")]
    unit = max(widths) / max(values)
    assert max(widths) <= WIDTH
    assert all(abs(w - v * unit) <= 0.11 for w, v in zip(widths, values, strict=True))


def test_a_share_is_drawn_against_the_whole() -> None:
    drawing = charts_bars.bars([Bar("b", 25.0, "25 %")], title="t", whole=100.0)

    assert boxes(drawing, "k-f1")[0]["width"] * 4 == pytest.approx(WIDTH - charts_bars.END, abs=1)


def test_a_bar_below_nothing_goes_the_other_way() -> None:
    drawing = charts_bars.bars([Bar("a", 4.0, "4"), Bar("b", -2.0, "-2")], title="t")

    up, down = boxes(drawing, "k-f1")
    assert up["x"] == pytest.approx(down["x"] + down["width"], abs=0.11)
    assert up["width"] == pytest.approx(2 * down["width"], abs=0.2)


def test_an_interval_surrounds_its_bar_end() -> None:
    drawing = charts_bars.bars([Bar("a", 50.0, "50", 40.0, 60.0)], title="t", whole=100.0)

    line = next(one for one in shapes(drawing).iterfind(f".//{SVG}line[@class='k-i']"))
    end = boxes(drawing, "k-f1")[0]["width"]
    assert float(line.get("x1")) < end < float(line.get("x2"))
    assert (end - float(line.get("x1"))) == pytest.approx(float(line.get("x2")) - end, abs=0.2)


@given(st.lists(published(-1e5, 1e5), min_size=2, max_size=30))
def test_points_of_a_line_are_as_high_as_their_values(values: list[float]) -> None:
    drawing = charts_line.line(
        [Series("s", values)], ["x"] * len(values), title="t", about="", write=plain
    )
    path = re.search(r'd="M([^"]+)"', drawing.inside)
    assert path
    heights = [float(pair.split()[1]) for pair in path[1].split("L")]

    order = sorted(range(len(values)), key=values.__getitem__)
    assert all(heights[a] >= heights[b] for a, b in pairwise(order))
    assert min(heights) >= 0
    assert max(heights) <= charts_line.HEIGHT


def test_a_missing_point_breaks_the_line_and_a_lone_one_is_a_dot() -> None:
    values: list[float | None] = [1.0, 2.0, None, 3.0, None]
    drawing = charts_line.line(
        [Series("s", values)], list("abcde"), title="t", about="", write=plain
    )

    path = re.search(r'd="([^"]+)"', drawing.inside)
    assert path
    assert path[1].count("M") == 2
    assert drawing.inside.count("<circle") == 3


def test_labels_along_do_not_run_into_each_other() -> None:
    drawing = charts_line.line(
        [Series("s", [float(n) for n in range(60)])],
        [f"{n % 12 + 1:02}.2026" for n in range(60)],
        title="t",
        about="",
        write=plain,
    )

    places = [
        float(one.get("x"))
        for one in shapes(drawing).iterfind(f".//{SVG}text")
        if one.text and one.text.endswith(".2026")
    ]
    widths = 7 * charts_frame.CHARACTER
    assert all(b - a >= widths * 0.5 for a, b in pairwise(sorted(places)))
    assert len(places) > 2


@given(st.lists(published(0, 1e4), min_size=1, max_size=20))
def test_shades_of_the_map_rise_with_the_values(values: list[float]) -> None:
    drawing = charts_tiles.tiles(cells([*values]), title="t", write=plain, missing="–")
    groups = shapes(drawing).iterfind(f"{SVG}g/{SVG}rect")
    looks = [int(one.get("class").removeprefix("k-q")) for one in groups]

    order = sorted(range(len(values)), key=values.__getitem__)
    assert [looks[place] for place in order] == sorted(looks)


def test_each_shade_stands_for_about_as_many_regions() -> None:
    drawing = charts_tiles.tiles(
        cells([float(n * n) for n in range(20)]), title="t", write=plain, missing="–"
    )
    counts = [drawing.inside.count(f'class="k-q{shade}" ') - 1 for shade in range(5)]

    assert counts == [4, 4, 4, 4, 4]


def test_a_map_around_a_middle_has_both_sides_and_tells_what_is_missing() -> None:
    drawing = charts_tiles.tiles(
        cells([4.3, 4.5, 4.6, 4.9, None]), title="t", write=plain, missing="none", middle=4.58
    )
    looks = [one.get("class") for one in shapes(drawing).iterfind(f"{SVG}g/{SVG}rect")]

    assert looks == ["k-d0", "k-d1", "k-d2", "k-d3", "k-x"]
    assert ">none<" in drawing.inside


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_steps_of_a_funnel_are_as_wide_as_their_numbers(numbers: list[int]) -> None:
    drawing = charts_steps.funnel([Step("s", n, str(n)) for n in numbers], title="t")

    widths = [
        box["width"] for look in ("k-q1", "k-q2", "k-q3", "k-q4") for box in boxes(drawing, look)
    ]
    wanted = (
        [WIDTH * n / max(1, *numbers) for n in numbers] if any(numbers) else [0.0] * len(widths)
    )
    assert len(widths) == len(numbers)
    assert all(
        w == pytest.approx(max(one, charts_steps.LEAST if one else 0), abs=0.11)
        for w, one in zip(widths, wanted, strict=True)
    )


@given(st.lists(published(-1e6, 1e6), min_size=1), st.booleans())
def test_an_axis_holds_its_values_and_has_round_steps(values: list[float], zero: bool) -> None:
    axis = charts_numbers.scale(values, from_zero=zero)

    assert axis.low <= min(values)
    assert axis.high >= max(values)
    assert 2 <= len(axis.ticks) <= 7
    assert not zero or axis.low <= 0 <= axis.high


def test_numbers_are_written_as_each_language_writes_them() -> None:
    assert charts_numbers.decimal("en", 12345, 1) == "12,345.0"
    assert charts_numbers.decimal("ru", 12345, 1) == "12\u202f345,0"
    assert charts_numbers.percent("kk", 7, 1) == "7,0\u202f%"
    assert charts_numbers.percent("en", -7, 0) == "\u22127%"


@given(st.text(max_size=90), st.integers(40, 480))
def test_wrapped_lines_fit(said: str, room: int) -> None:
    lines = charts_frame.wrapped(said, room)

    assert len(lines) <= 2
    assert all(len(line) <= max(room / charts_frame.CHARACTER, 4) for line in lines)
