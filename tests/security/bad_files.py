"""Files that somebody sends to harm, to hide something, or because the phone did it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import pikepdf
from PIL import Image

MEGABYTE = 1024 * 1024
# What the page has to say about each: why not, in the words of core.labels.
WRONG_TYPE, DAMAGED, TOO_LARGE = "không đúng loại", "không mở được", "quá lớn"
ACTIVE, PASSWORD, EMPTY = "có chứa chương trình chạy kèm", "có mật khẩu", "không có gì bên trong"


def pdf(change: Callable[[pikepdf.Pdf], object] = lambda _: None, **how: object) -> bytes:
    """A PDF of one page, after something was done to it."""
    paper, content = pikepdf.new(), io.BytesIO()
    paper.add_blank_page()
    change(paper)
    paper.save(content, **how)  # type: ignore[arg-type]
    return content.getvalue()


def _runs_when_opened(paper: pikepdf.Pdf) -> None:
    paper.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _runs_when_turned(paper: pikepdf.Pdf) -> None:
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    paper.pages[0].obj.AA = pikepdf.Dictionary(O=paper.make_indirect(launch))


def _carries_a_file(paper: pikepdf.Pdf) -> None:
    paper.attachments["virus.exe"] = b"MZ"


def _has_many_pages(paper: pikepdf.Pdf) -> None:
    for _ in range(250):
        paper.add_blank_page()


def docx(**parts: bytes) -> bytes:
    """A Word document with these parts beside the text."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", parts.pop("document", b"<w:document/>"))
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def _many_parts() -> bytes:
    return docx(**{f"word/media/{number}.xml": b"" for number in range(1200)})


def _zip() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("chay.exe", b"MZ")
    return content.getvalue()


def png(*, width: int, height: int) -> bytes:
    """A black picture, as small as it can be written; this one is whole, however large it unfolds."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer, line = zlib.compressobj(9), b"\0" * (1 + (width + 7) // 8)
    data = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in ((b"IHDR", head), (b"IDAT", data), (b"IEND", b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg() -> bytes:
    """A photograph."""
    content = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(content, "JPEG")
    return content.getvalue()


# name of the case: (name of the file, how it is made, what the page says)
BAD_FILES: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "nothing": ("trong.pdf", lambda: b"", EMPTY),
    "a program": ("giay.pdf", lambda: b"MZ\x90\0" + b"\0" * 4000, WRONG_TYPE),
    "a page of HTML": ("giay.pdf", lambda: b"<html><script>alert(1)</script>", WRONG_TYPE),
    "a drawing that runs": ("anh.png", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', WRONG_TYPE),
    "an archive": ("giay.docx", _zip, WRONG_TYPE),
    "a PDF that runs when opened": ("giay.pdf", lambda: pdf(_runs_when_opened), ACTIVE),
    "a PDF that starts a program": ("giay.pdf", lambda: pdf(_runs_when_turned), ACTIVE),
    "a PDF that carries a file": ("giay.pdf", lambda: pdf(_carries_a_file), ACTIVE),
    "a locked PDF": ("giay.pdf", lambda: pdf(encryption=pikepdf.Encryption(user="mở", owner="khóa")), PASSWORD),
    "a PDF cut off": ("giay.pdf", lambda: pdf()[:120], DAMAGED),
    "a book": ("giay.pdf", lambda: pdf(_has_many_pages), TOO_LARGE),
    "a Word file with macros": ("giay.docx", lambda: docx(**{"word/vbaProject.bin": b"x"}), ACTIVE),
    "a Word file with a file in it": ("giay.docx", lambda: docx(**{"word/embeddings/a.bin": b"x"}), ACTIVE),
    "a Word file that unfolds": ("giay.docx", lambda: docx(document=b"\0" * 101 * MEGABYTE), TOO_LARGE),
    "a Word file of a thousand parts": ("giay.docx", _many_parts, TOO_LARGE),
    "a picture that unfolds": ("anh.png", lambda: png(width=20_000, height=20_000), TOO_LARGE),
    "a photograph cut off": ("anh.jpg", lambda: jpeg()[:200], DAMAGED),
    "fifty megabytes": ("quet.pdf", lambda: b"%PDF-1.7\n" + b"0" * 50 * MEGABYTE, TOO_LARGE),
}
# Names that want to be somewhere else, or somebody else; the file itself is good.
BAD_NAMES = (
    "../../../../etc/cron.d/x.pdf",
    "C:\\Windows\\x.pdf",
    "<script>alert(1)</script>.pdf",
    "\u202efdp.giay.pdf",
    "giay" * 200 + ".pdf",
    'a"; filename="b.exe.pdf',
    "a\r\nSet-Cookie: x=1.pdf",
    ".pdf",
)
