"""What a file really is. Every reader used here may be slow, hungry or wrong: call it where that harms nobody.

Accepted: PDF without active content, photographs, DOCX without macros or anything embedded.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

import pikepdf
import pikepdf.settings
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image, ImageFile, UnidentifiedImageError

from apps.core.files import DOCX, PDF, FileRefused, Refusal

MAX_PIXELS = 60_000_000
MAX_SIDE = 20_000
MAX_PARTS = 1_000
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_PDF_PAGES = 200
ACTIVE_KEYS = {"/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/EmbeddedFile", "/XFA", "/RichMedia"}
# The last two send what was filled in, and open a paper on another machine: Windows greets it with a password's digest.
ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/Rendition", "/GoToE", "/SubmitForm", "/GoToR"}
MAX_TOLD_BYTES = 1024 * 1024  # of one list of parts inside a Word file
ACTIVE_KINDS, ACTIVE_ENDS = ("macroenabled", "vbaproject", "activex", "oleobject"), ("/package", "/control", "/afchunk")
# Many a good document remembers the template on the disk of its writer: «file:///C:\\…», «Normal.dotm».
_ON_OWN_DISK = re.compile(r"(file:///?)?[a-z]:[\\/].*|[^:\\/][^:\\]*", re.IGNORECASE)
# A stream of a PDF that unfolds beyond this is a bomb; qpdf itself gives up then.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MAX_UNPACKED_BYTES, run_length_max_memory=MAX_UNPACKED_BYTES, png_max_memory=MAX_UNPACKED_BYTES
)
# What the readers of archives and of XML say of something that is none.
NO_ARCHIVE = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError, EOFError, zlib.error)
NO_XML = (ParseError, DefusedXmlException, LookupError)
# What a picture library says of something that is no picture, or only the beginning of one.
NO_PICTURE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, OverflowError, ArithmeticError)


def inspect(*, stream: BinaryIO, name: str, content_type: str) -> int:
    """The pages of a file that may be taken; a picture has one. Raises FileRefused."""
    stream.seek(0)
    if content_type == PDF:
        return _inspect_pdf(stream=stream, name=name)
    if content_type == DOCX:
        _inspect_docx(stream=stream, name=name)
    else:
        with opened_picture(stream=stream, name=name) as image:
            image.draft("RGB", (800, 800))
            try:
                image.load()
            except NO_PICTURE as error:
                raise FileRefused(reason=Refusal.DAMAGED, name=name) from error
    return 1


def opened_picture(*, stream: BinaryIO, name: str) -> Image.Image:
    """A picture whose size is bearable, not yet unfolded; unfolding half of one fails. Raises FileRefused."""
    # Whoever loads WeasyPrint sets this for the whole process: half a photograph then passes, its missing part grey.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(stream)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefused(reason=Refusal.TOO_LARGE, name=name) from error
    except NO_PICTURE as error:
        raise FileRefused(reason=Refusal.DAMAGED, name=name) from error
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
        raise FileRefused(reason=Refusal.TOO_LARGE, name=name)
    return image


def _inspect_pdf(*, stream: BinaryIO, name: str) -> int:
    try:
        with pikepdf.open(stream) as pdf:
            if any(_is_active(item) for item in pdf.objects) or pdf.attachments:
                raise FileRefused(reason=Refusal.ACTIVE, name=name)
            pages = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise FileRefused(reason=Refusal.PASSWORD, name=name) from error
    except (pikepdf.PdfError, ValueError, RecursionError, OverflowError) as error:
        raise FileRefused(reason=Refusal.DAMAGED, name=name) from error
    if not 0 < pages <= MAX_PDF_PAGES:
        raise FileRefused(reason=Refusal.TOO_LARGE if pages else Refusal.DAMAGED, name=name)
    return pages


def _is_active(item: Any) -> bool:
    """Whether this object, or one nested in it directly, runs, opens, sends or carries something."""
    pending: list[Any] = [item]
    while pending:
        node = pending.pop()
        if isinstance(node, pikepdf.Stream):
            node = node.stream_dict
            if "/F" in node:  # its content lies in another file
                return True
        if isinstance(node, pikepdf.Dictionary):
            keys: Iterable[str] = node.keys()
            if ACTIVE_KEYS.intersection(keys) or str(node.get("/S", "")) in ACTIVE_ACTIONS:
                return True
            pending.extend(value for value in node.as_dict().values() if not _is_indirect(value))
        elif isinstance(node, pikepdf.Array):
            pending.extend(value for value in node.as_list() if not _is_indirect(value))
    return False


def _is_indirect(value: Any) -> bool:
    return bool(getattr(value, "is_indirect", False))


def _inspect_docx(*, stream: BinaryIO, name: str) -> None:
    try:
        with zipfile.ZipFile(stream) as archive:
            refusal = _objection_to_docx(archive)
    except (*NO_ARCHIVE, *NO_XML) as error:
        raise FileRefused(reason=Refusal.DAMAGED, name=name) from error
    if refusal is not None:
        raise FileRefused(reason=refusal, name=name)


def _objection_to_docx(archive: zipfile.ZipFile) -> Refusal | None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if "word/document.xml" not in names:
        return Refusal.WRONG_TYPE
    if any(part.flag_bits & 0x1 for part in parts):
        return Refusal.PASSWORD
    if any("vbaproject" in part or "embeddings/" in part or "activex" in part for part in names):
        return Refusal.ACTIVE
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        return Refusal.TOO_LARGE
    told = [part for part in parts if part.filename.lower().endswith((".rels", "[content_types].xml"))]
    if any(part.file_size > MAX_TOLD_BYTES for part in told):
        return Refusal.TOO_LARGE
    return Refusal.ACTIVE if any(_brings(archive.read(part)) for part in told) else None


def _brings(content: bytes) -> bool:
    """Whether this list of parts or of relationships names a macro or a foreign object under whatever name, or fetches
    something from another machine when Word opens the file."""
    for element in fromstring(content, forbid_dtd=True).iter():
        kind = (element.get("ContentType") or element.get("Type") or "").lower()
        if kind.endswith(ACTIVE_ENDS) or any(sign in kind for sign in ACTIVE_KINDS):
            return True
        is_elsewhere = element.get("TargetMode", "").lower() == "external" and not kind.endswith("/hyperlink")
        if is_elsewhere and not _ON_OWN_DISK.fullmatch(element.get("Target", "").strip()):
            return True
    return False
