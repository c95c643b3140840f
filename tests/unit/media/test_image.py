"""A picture is drawn anew: what it shows stays, everything else is gone."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from functions.media import image
from functions.media.refusal import RefusedError
from tests import media_files as files

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def opened(body: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(body))
    made.load()
    return made


def refusal(sent: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        image.render(sent)
    return caught.value.reason


@pytest.mark.parametrize("sent", [files.jpeg(), files.png(), files.webp()])
def test_nothing_that_was_told_beside_the_picture_comes_out(sent: bytes) -> None:
    made = image.render(sent)

    for body in (made.body, made.small):
        shown = opened(body)
        assert shown.format == "JPEG"
        assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not shown.getexif()
        assert files.TOLD not in body
        assert files.WHERE.encode() not in body


def test_what_follows_the_picture_is_left_behind() -> None:
    made = image.render(files.jpeg() + files.TAIL)

    assert b"script" not in made.body
    assert b"PK\x03\x04" not in made.body
    assert made.body.endswith(b"\xff\xd9")


def test_no_piece_of_the_sent_bytes_is_copied() -> None:
    sent = files.jpeg(Image.effect_noise((300, 300), 90).convert("RGB")) + files.TAIL
    made = image.render(sent)

    # The tables of JPEG are the same in every file; what is drawn and told is not.
    pieces = {sent[at : at + 24] for at in range(700, len(sent), 24)}
    standard = image.render(files.jpeg(Image.effect_noise((300, 300), 20).convert("RGB"))).body
    assert not [piece for piece in pieces if piece in made.body and piece not in standard]


def test_a_picture_that_lies_on_its_side_is_put_upright() -> None:
    made = image.render(files.jpeg(files.picture(640, 480), orientation=6))

    assert (made.width, made.height) == (480, 640)
    red, blue = opened(made.body).getpixel((10, 10)), opened(made.body).getpixel((470, 10))
    assert red[0] > red[2]  # type: ignore[index]
    assert blue[2] > blue[0]  # type: ignore[index]


def test_a_large_picture_is_made_smaller_and_a_small_one_is_not_made_larger() -> None:
    large, small = image.render(files.jpeg(files.picture(5000, 1000))), image.render(files.jpeg())

    assert (large.width, large.height) == (2048, 410)
    assert max(opened(large.small).size) == 480
    assert (small.width, small.height) == (64, 48)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L", "I;16"])
def test_every_kind_of_pixel_is_read(mode: str) -> None:
    source = files.picture(mode="L" if mode == "I;16" else "RGB")
    made = image.render(files.png(source.convert(mode)))

    assert opened(made.body).mode == "RGB"


def test_what_is_seen_through_becomes_white() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))

    assert min(opened(image.render(files.png(clear)).body).getpixel((20, 20))) > 250  # type: ignore[type-var,arg-type]


@pytest.mark.parametrize("sent", [SVG, b"", b"GIF89a" + bytes(40), b"BM" + bytes(90), files.TAIL])
def test_what_is_no_picture_of_the_three_kinds_is_refused(sent: bytes) -> None:
    assert refusal(sent) == "unknown_type"


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    assert refusal(files.bomb()) == "too_many_pixels"
    assert refusal(files.bomb(8_000)) == "too_many_pixels"


@pytest.mark.parametrize("make", [files.jpeg, files.png, files.webp])
def test_a_cut_picture_is_refused(make: object) -> None:
    sent = make()  # type: ignore[operator]

    assert refusal(sent[: len(sent) * 2 // 3]) in ("unreadable", "unknown_type")
