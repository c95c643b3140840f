"""Files as people send them, and as somebody with bad intentions does: made here, by the tests."""

from __future__ import annotations

import io
import zlib

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

WHERE = "N43.238949-E76.889709"  # what must never come out again
TOLD = b"MADE-WITH-A-TELLING-PHONE"
TAIL = b"<html><script>alert('tail')</script></html>PK\x03\x04 archive"


def picture(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """Return a picture whose corners differ, so that turning it shows."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((30, 30, 200), (0, 0, width // 2, height // 2))
    return image.convert(mode)


def jpeg(image: Image.Image | None = None, orientation: int = 1) -> bytes:
    """Return a JPEG with a position, a camera, a comment, a colour profile and XMP in it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x010E] = orientation, TOLD.decode(), WHERE
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (43.0, 14.0, 20.0)
    out = io.BytesIO()
    (image or picture()).save(
        out, "JPEG", exif=exif, comment=TOLD, icc_profile=TOLD * 9, xmp=WHERE.encode()
    )
    return out.getvalue()


def png(image: Image.Image | None = None) -> bytes:
    """Return a PNG with text chunks, compressed ones too."""
    told = PngInfo()
    told.add_text("Comment", TOLD.decode())
    told.add_text("Position", WHERE, zip=True)
    out = io.BytesIO()
    (image or picture()).save(out, "PNG", pnginfo=told, icc_profile=TOLD)
    return out.getvalue()


def webp() -> bytes:
    """Return a moving WebP with metadata."""
    out = io.BytesIO()
    frames = [picture(), picture().rotate(90)]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], xmp=TOLD)
    return out.getvalue()


def bomb(side: int = 30_000) -> bytes:
    """Return a small PNG that says it is very large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = side.to_bytes(4) + side.to_bytes(4) + bytes((8, 2, 0, 0, 0))
    pixels = zlib.compress(bytes(10_000_000))
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def pdf(*, password: str = "", pages: int = 1) -> bytes:
    """Return a PDF with scripts, a launch action, an attachment, metadata and a telling picture."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(200, 200))
    page = document.pages[0].obj
    run = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('run')")
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="evil.exe")
    document.Root.OpenAction = document.make_indirect(run)
    page.AA = pikepdf.Dictionary(O=run)
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=launch
    )
    page.Annots = pikepdf.Array([document.make_indirect(note)])
    document.attachments["evil.exe"] = b"MZ-EVIL-PROGRAM"
    photo = pikepdf.Stream(document, jpeg())
    photo.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=64,
        Height=48,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
        Metadata=pikepdf.Stream(document, TOLD),
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=photo))
    page.Contents = pikepdf.Stream(document, b"q 100 0 0 100 0 0 cm /Photo Do Q")
    with document.open_metadata() as told:
        told["dc:title"] = TOLD.decode()
    document.docinfo["/Author"] = TOLD.decode()
    out = io.BytesIO()
    locked = pikepdf.Encryption(user=password, owner=password) if password else False
    document.save(out, encryption=locked)
    return out.getvalue()
