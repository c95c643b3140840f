"""A PDF written anew: its pages and what they draw, by a list of what may stay.

Scripts, actions, forms, annotations, embedded files, metadata, layers: whatever is not on the list
is gone. Imported in the process that renders one file, nowhere else (see rendering.py).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from functions.media import embedded
from functions.media.refusal import RefusedError

MOST_PAGES = 200
MOST_DEPTH = 16
PAGE = {
    "/Contents", "/CropBox", "/Group", "/MediaBox", "/Parent", "/Resources", "/Rotate", "/Type",
    "/UserUnit",
}  # fmt: skip
RESOURCES = {"/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/ProcSet", "/Shading", "/XObject"}
CODING = {"/DecodeParms", "/Filter", "/Length"}
DRAWING = CODING | {
    "/BBox", "/FormType", "/Group", "/Matrix", "/Resources", "/Subtype", "/Type",
}  # fmt: skip
IMAGE = CODING | {
    "/BitsPerComponent", "/ColorSpace", "/Decode", "/Height", "/ImageMask", "/Intent",
    "/Interpolate", "/Mask", "/SMask", "/SMaskInData", "/Subtype", "/Type", "/Width",
}  # fmt: skip
# Taken off everything else that is reached: what tells, acts, or leads to another file.
NEVER = {
    "/AA", "/AF", "/EF", "/FDecodeParms", "/FFilter", "/JS", "/JavaScript", "/Metadata", "/OPI",
    "/OpenAction", "/PieceInfo", "/StructParent", "/StructParents",
}  # fmt: skip
Seen = set[tuple[int, int]]
PICTURES: dict[str, Callable[[bytes], bytes]] = {
    "/DCTDecode": embedded.plain_jpeg,
    "/JPXDecode": embedded.plain_jpeg2000,
}


def render(sent: bytes) -> bytes:
    """Return a document afresh. Raises RefusedError."""
    try:
        with Pdf.open(io.BytesIO(sent)) as old, Pdf.new() as new:
            return _copy(old, new)
    except pikepdf.PasswordError:
        raise RefusedError("encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, MemoryError):
        raise RefusedError("unreadable") from None


def _copy(old: Pdf, new: Pdf) -> bytes:
    if old.is_encrypted:
        raise RefusedError("encrypted")
    if not 0 < len(old.pages) <= MOST_PAGES:
        raise RefusedError("too_many_pages" if old.pages else "unreadable")
    new.pages.extend(old.pages)
    seen: Seen = set()
    for page in new.pages:
        _keep(page.obj, PAGE)
        _resources(page.obj, seen, 0)
    for thing in new.objects:
        if isinstance(thing, Dictionary | Stream):
            _drop(thing, NEVER | ({"/F"} if isinstance(thing, Stream) else set()))
    out = io.BytesIO()
    new.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def _resources(owner: Object, seen: Seen, depth: int) -> None:
    """Clean what a page or a drawing uses, and what that uses in turn."""
    if depth > MOST_DEPTH:
        raise RefusedError("unreadable")
    used = owner.get("/Resources")
    if not isinstance(used, Dictionary):
        return
    _keep(used, RESOURCES)
    for thing in _drawn(used):
        if thing.is_indirect and thing.objgen in seen:
            continue
        seen.add(thing.objgen)
        if thing.get("/Subtype") == Name.Image:
            _image(thing)
        else:
            if thing.get("/Subtype") == Name.Form:
                _keep(thing, DRAWING)
            _resources(thing, seen, depth + 1)


def _drawn(used: Object) -> Iterator[Object]:
    """Yield pictures, drawings, patterns, fonts and the masks of graphic states."""
    for group in ("/XObject", "/Pattern", "/Font"):
        yield from _parts(used.get(group))
    for state in _parts(used.get("/ExtGState")):
        mask = state.get("/SMask")
        yield from _parts(mask if isinstance(mask, Dictionary) else None)


def _parts(holder: Object | None) -> list[Object]:
    """Return the dictionaries and streams that a dictionary names."""
    if not isinstance(holder, Dictionary):
        return []
    parts = [holder[str(name)] for name in holder]
    return [part for part in parts if isinstance(part, Dictionary | Stream)]


def _image(image: Object) -> None:
    """Clean a picture, its masks, and what its own format tells beside the pixels."""
    _keep(image, IMAGE)
    for name in ("/SMask", "/Mask"):
        if isinstance(image.get(name), Stream):
            _image(image[name])
    written = image.get("/Filter")
    filters = [str(one) for one in written] if isinstance(written, Array) else [str(written)]
    plain = PICTURES.get(filters[-1])
    if plain is None:
        return
    if len(filters) > 1:  # a picture packed once more cannot be looked into
        raise RefusedError("unreadable")
    image.write(plain(image.read_raw_bytes()), filter=Name(filters[0]))


def _keep(thing: Object, names: set[str]) -> None:
    _drop(thing, set(thing.keys()) - names)


def _drop(thing: Object, names: set[str]) -> None:
    for name in names & set(thing.keys()):
        del thing[name]
