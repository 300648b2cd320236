"""Files that somebody sends to harm, to hide something, or because the phone did it."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import pikepdf
import pillow_heif
from PIL import Image

MEGABYTE = 1024 * 1024
# What the page has to say about each: why not, in the words of core.labels.
WRONG_TYPE, DAMAGED, TOO_LARGE = "không đúng loại", "không mở được", "quá lớn"
LOCK = pikepdf.Encryption(user="mở", owner="khóa")
ACTIVE, PASSWORD, EMPTY = "có chứa chương trình chạy kèm", "có mật khẩu", "không có gì bên trong"


def pdf(change: Callable[[pikepdf.Pdf], object] = lambda _: None, *, filler: int = 0, **how: object) -> bytes:
    """A PDF of one page, after something was done to it, with so many bytes that nobody reads."""
    paper, content = pikepdf.new(), io.BytesIO()
    paper.add_blank_page()
    if filler:
        paper.Root.Pieces = paper.make_stream(random.Random(filler).randbytes(filler))
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


def _has_a_form_of_its_own(paper: pikepdf.Pdf) -> None:
    paper.Root.AcroForm = pikepdf.Dictionary(XFA=paper.make_stream(b"<xdp/>"), Fields=pikepdf.Array())


def _brings_other_papers(paper: pikepdf.Pdf) -> None:
    data = pikepdf.Dictionary(S=pikepdf.Name.ImportData, F="cua-nguoi-khac.fdf")
    paper.Root.OpenAction = pikepdf.Array([paper.make_indirect(data)])


def _sends_what_was_filled_in(paper: pikepdf.Pdf) -> None:
    paper.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="http://xau.vidu/"))


def _opens_a_paper_elsewhere(paper: pikepdf.Pdf) -> None:
    first = pikepdf.Array([0, pikepdf.Name.Fit])
    paper.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoToR, F="\\\\xau.vidu\\chung\\a.pdf", D=first)


def _lies_elsewhere(paper: pikepdf.Pdf) -> None:
    picture = paper.make_stream(b"")
    picture["/F"] = pikepdf.String("\\\\xau.vidu\\chung\\a.jpg")
    paper.Root.Pieces = picture


def _has_pages(count: int) -> Callable[[pikepdf.Pdf], None]:
    def add(paper: pikepdf.Pdf) -> None:
        for _ in range(count):
            paper.add_blank_page()

    return add


def _unfolds(megabytes: int) -> bytes:
    """A PDF whose objects lie in a stream that unfolds to so much; the reader has to unfold it to see any of them."""
    packed = zlib.compress(b"1 0 " + b" " * megabytes * MEGABYTE, 9)
    content = io.BytesIO(b"%PDF-1.5\n")
    content.seek(0, io.SEEK_END)
    first = content.tell()
    content.write(b"2 0 obj <</Type/ObjStm /N 1 /First 4 /Filter/FlateDecode /Length %d>> stream\n" % len(packed))
    content.write(packed + b"\nendstream endobj\n")
    second = content.tell()
    rows = b"".join(struct.pack(">BIB", *row) for row in ((0, 0, 0), (2, 2, 0), (1, first, 0), (1, second, 0)))
    content.write(b"3 0 obj <</Type/XRef /Size 4 /Root 1 0 R /W[1 4 1] /Length %d>> stream\n" % len(rows))
    content.write(rows + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % second)
    return content.getvalue()


def docx(*, filler: int = 0, **parts: bytes) -> bytes:
    """A Word document with these parts beside the text, and so many bytes that nobody reads."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", parts.pop("document", b"<w:document/>"))
        for name, part in parts.items():
            archive.writestr(name, part)
        if filler:
            archive.writestr("word/media/anh.bin", random.Random(filler).randbytes(filler))
    return content.getvalue()


MACROS = b'<Types><Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def related(*, kind: str, target: str) -> bytes:
    """What a Word file says of something outside itself."""
    line = f'<Relationship Id="r" Type="{RELATED}/{kind}" Target="{target}" TargetMode="External"/>'
    return f"<Relationships>{line}</Relationships>".encode()


def _template_from(target: str, *, filler: int) -> bytes:
    return docx(filler=filler, **{"word/_rels/settings.xml.rels": related(kind="attachedTemplate", target=target)})


def _many_parts(count: int) -> bytes:
    parts: dict[str, bytes] = {f"word/media/{number}.xml": b"" for number in range(count)}
    return docx(**parts)  # type: ignore[arg-type]


def _zip(filler: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("chay.exe", b"MZ" + b"\0" * filler)
    return content.getvalue()


def png(*, width: int, height: int) -> bytes:
    """A black picture, as small as it can be written; this one is whole, however large it unfolds."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer, line = zlib.compressobj(9), b"\0" * (1 + (width + 7) // 8)
    data = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in ((b"IHDR", head), (b"IDAT", data), (b"IEND", b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg(side: int = 64) -> bytes:
    """A photograph."""
    content = io.BytesIO()
    Image.effect_noise((side, side), 40).convert("RGB").save(content, "JPEG")
    return content.getvalue()


def _heic(side: int) -> bytes:
    content = io.BytesIO()
    pillow_heif.from_pillow(Image.effect_noise((side, side), 40).convert("RGB")).save(content)
    return content.getvalue()


def _half(content: bytes) -> bytes:
    return content[: len(content) // 2]


# How large each class comes: bytes nobody reads, or what makes it large of itself.
FILLERS = (0, 40_000, 3 * MEGABYTE)
BadFile = tuple[str, Callable[[int], bytes], tuple[int, ...], str]
# class: (name of the file, how it is made in one size, the sizes, what the page says)
BAD_FILES: Mapping[str, BadFile] = {
    "nothing": ("trong.pdf", lambda _: b"", (0,), EMPTY),
    "a program": ("giay.pdf", lambda n: b"MZ\x90\0" + b"\0" * (4000 + n), FILLERS, WRONG_TYPE),
    "a page of HTML": ("giay.pdf", lambda n: b"<html><script>alert(1)</script>" + b" " * n, FILLERS, WRONG_TYPE),
    "a drawing that runs": ("anh.png", lambda n: b'<svg onload="x()"/>' + b" " * n, FILLERS, WRONG_TYPE),
    "an old Word file": (
        "giay.doc",
        lambda n: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * (512 + n),
        FILLERS,
        WRONG_TYPE,
    ),
    "an archive": ("giay.docx", _zip, FILLERS, WRONG_TYPE),
    "an archive that is a PDF too": ("giay.pdf", lambda n: _zip(n) + pdf(), FILLERS, WRONG_TYPE),
    "a PDF that runs when opened": ("giay.pdf", lambda n: pdf(_runs_when_opened, filler=n), FILLERS, ACTIVE),
    "a PDF that starts a program": ("giay.pdf", lambda n: pdf(_runs_when_turned, filler=n), FILLERS, ACTIVE),
    "a PDF that carries a file": ("giay.pdf", lambda n: pdf(_carries_a_file, filler=n), FILLERS, ACTIVE),
    "a PDF with a form of its own": ("giay.pdf", lambda n: pdf(_has_a_form_of_its_own, filler=n), FILLERS, ACTIVE),
    "a PDF that fetches answers": ("giay.pdf", lambda n: pdf(_brings_other_papers, filler=n), FILLERS, ACTIVE),
    "a PDF that sends answers": ("giay.pdf", lambda n: pdf(_sends_what_was_filled_in, filler=n), FILLERS, ACTIVE),
    "a PDF that opens another": ("giay.pdf", lambda n: pdf(_opens_a_paper_elsewhere, filler=n), FILLERS, ACTIVE),
    "a PDF that lies elsewhere": ("giay.pdf", lambda n: pdf(_lies_elsewhere, filler=n), FILLERS, ACTIVE),
    "a locked PDF": ("giay.pdf", lambda n: pdf(filler=n, encryption=LOCK), FILLERS, PASSWORD),
    "a PDF cut off": ("giay.pdf", lambda n: pdf(filler=n)[:120], FILLERS, DAMAGED),
    "a PDF that unfolds": ("giay.pdf", _unfolds, (110, 300, 900), DAMAGED),
    "a book": ("giay.pdf", lambda n: pdf(_has_pages(n)), (200, 250, 2000), TOO_LARGE),
    "a Word file with macros": (
        "giay.docx",
        lambda n: docx(filler=n, **{"word/vbaProject.bin": b"x"}),
        FILLERS,
        ACTIVE,
    ),
    "a Word file with a file in it": (
        "giay.docx",
        lambda n: docx(filler=n, **{"word/embeddings/a.bin": b"x"}),
        FILLERS,
        ACTIVE,
    ),
    "a Word file whose macros have another name": (
        "giay.docx",
        lambda n: docx(filler=n, **{"[Content_Types].xml": MACROS, "word/x.bin": b"x"}),
        FILLERS,
        ACTIVE,
    ),
    "a Word file that fetches its template": (
        "giay.docx",
        lambda n: _template_from("http://xau.vidu/a.dotm", filler=n),
        FILLERS,
        ACTIVE,
    ),
    "a Word file that greets another machine": (
        "giay.docx",
        lambda n: _template_from("file://xau.vidu/chung/a.dotm", filler=n),
        FILLERS,
        ACTIVE,
    ),
    "a Word file that names its parts in no language": (
        "giay.docx",
        lambda n: docx(filler=n, **{"[Content_Types].xml": b"<Types"}),
        FILLERS,
        DAMAGED,
    ),
    "a Word file that unfolds": (
        "giay.docx",
        lambda n: docx(document=b"\0" * n * MEGABYTE),
        (101, 150, 300),
        TOO_LARGE,
    ),
    "a Word file of a thousand parts": ("giay.docx", _many_parts, (1_001, 1_200, 5_000), TOO_LARGE),
    "a picture that unfolds": ("anh.png", lambda n: png(width=n, height=n), (8_000, 20_000, 30_000), TOO_LARGE),
    "a photograph cut off": ("anh.jpg", lambda n: _half(jpeg(n)), (64, 600, 2_000), DAMAGED),
    "a photograph of an iPhone cut off": ("anh.heic", lambda n: _half(_heic(n)), (64, 200, 500), DAMAGED),
    "too many megabytes": ("quet.pdf", lambda n: b"%PDF-1.7\n" + b"0" * n * MEGABYTE, (20, 21, 50), TOO_LARGE),
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
