"""A PDF is written anew: its pages are drawn as before, and it can do nothing."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from functions.media import document, embedded
from functions.media.refusal import RefusedError
from tests import media_files as files

GONE = (b"JavaScript", b"alert", b"Launch", b"evil", b"EVIL", b"Exif", files.TOLD, b"/Author")


def refusal(sent: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        document.render(sent)
    return caught.value.reason


def plain(made: bytes) -> bytes:
    """Return a document with everything in it unpacked, to look into."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as opened:
        opened.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def test_scripts_actions_attachments_and_metadata_are_gone() -> None:
    sent = files.pdf()
    assert all(word in sent + plain(sent) for word in GONE)

    made = document.render(sent)

    for word in GONE:
        assert word not in made + plain(made), word


def test_the_pages_show_what_they_showed() -> None:
    with pikepdf.open(io.BytesIO(document.render(files.pdf(pages=3)))) as made:
        page = made.pages[0]

        assert len(made.pages) == 3
        assert set(made.Root.keys()) == {"/Type", "/Pages"}
        assert set(made.trailer.keys()) <= {"/ID", "/Root", "/Size"}
        assert b"/Photo Do" in page.Contents.read_bytes()
        assert pikepdf.PdfImage(page.Resources.XObject.Photo).as_pil_image().size == (64, 48)


def test_a_drawing_within_a_drawing_is_looked_into() -> None:
    with pikepdf.open(io.BytesIO(files.pdf())) as sent:
        inner = sent.pages[0].Resources
        inner.XObject.Photo.OPI = pikepdf.Dictionary(Told=files.TOLD.decode())
        drawing = pikepdf.Stream(sent, b"/Photo Do")
        drawing.stream_dict = pikepdf.Dictionary(
            Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9], Resources=inner, PieceInfo=files.TOLD
        )
        drawing.Resources.Properties = pikepdf.Dictionary(Layer=files.TOLD.decode())
        sent.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Drawing=drawing))
        out = io.BytesIO()
        sent.save(out)

    made = plain(document.render(out.getvalue()))

    assert files.TOLD not in made
    assert b"Exif" not in made
    assert b"/Drawing" in made


def test_a_stream_that_lies_in_another_file_is_not_fetched() -> None:
    with pikepdf.open(io.BytesIO(files.pdf())) as sent:
        sent.pages[0].Contents.F = "/etc/passwd"
        out = io.BytesIO()
        sent.save(out)

    assert b"passwd" not in plain(document.render(out.getvalue()))


def test_a_locked_document_is_refused_even_if_it_opens_without_a_word() -> None:
    with pikepdf.open(io.BytesIO(files.pdf())) as sent:
        out = io.BytesIO()
        sent.save(out, encryption=pikepdf.Encryption(user="", owner="owner"))

    assert refusal(files.pdf(password="secret")) == "encrypted"
    assert refusal(out.getvalue()) == "encrypted"


def test_what_cannot_be_read_is_refused() -> None:
    assert refusal(b"%PDF-1.7\n" + bytes(100)) == "unreadable"
    assert refusal(files.pdf()[:300]) == "unreadable"
    assert refusal(files.jpeg()) == "unreadable"
    assert refusal(files.pdf(pages=document.MOST_PAGES + 1)) == "too_many_pages"


def test_a_picture_that_hides_behind_another_packing_is_refused() -> None:
    with pikepdf.open(io.BytesIO(files.pdf())) as sent:
        photo = sent.pages[0].Resources.XObject.Photo
        packed = photo.read_raw_bytes().hex().encode() + b">"
        photo.write(packed, filter=[pikepdf.Name.ASCIIHexDecode, pikepdf.Name.DCTDecode])
        out = io.BytesIO()
        sent.save(out)

    assert refusal(out.getvalue()) == "unreadable"


def test_a_jpeg_keeps_its_picture_to_the_last_byte() -> None:
    sent = files.jpeg()
    made = embedded.plain_jpeg(sent + files.TAIL)

    assert files.TOLD not in made
    assert made.endswith(b"\xff\xd9")
    with Image.open(io.BytesIO(made)) as after, Image.open(io.BytesIO(sent)) as before:
        assert after.tobytes() == before.tobytes()


def test_a_jpeg_2000_loses_the_boxes_that_tell() -> None:
    def box(kind: bytes, data: bytes) -> bytes:
        return (len(data) + 8).to_bytes(4) + kind + data

    kept = box(b"jP  ", b"\r\n\x87\n") + box(b"ftyp", b"jp2 ") + box(b"jp2h", b"head")
    picture = (0).to_bytes(4) + b"jp2c" + b"\xff\x4f pixels"

    assert embedded.plain_jpeg2000(kept + box(b"xml ", files.TOLD) + picture) == kept + picture
    assert embedded.plain_jpeg2000(b"\xff\x4f pixels") == b"\xff\x4f pixels"
    with pytest.raises(ValueError, match="box"):
        embedded.plain_jpeg2000((3).to_bytes(4) + b"jp2c")
