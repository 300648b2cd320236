"""Files that citizens really send, and files nobody should be able to send."""

from __future__ import annotations

import io

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def photo(name: str = "giay.jpg", *, shade: int = 200) -> SimpleUploadedFile:
    """A photograph; another shade is another photograph."""
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (shade, shade, shade)).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def paper(name: str = "giay.pdf") -> SimpleUploadedFile:
    """A PDF of one page."""
    return SimpleUploadedFile(name, _pdf(pikepdf.Dictionary()), content_type="application/pdf")


def paper_with_script(name: str = "giay.pdf") -> SimpleUploadedFile:
    """A PDF that runs something when it is opened."""
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    return SimpleUploadedFile(name, _pdf(pikepdf.Dictionary(OpenAction=action)), content_type="application/pdf")


def program(name: str = "anh.jpg") -> SimpleUploadedFile:
    """A program that calls itself a photograph."""
    return SimpleUploadedFile(name, b"MZ\x90\x00" + b"\x00" * 2000, content_type="image/jpeg")


def huge(name: str = "quet.pdf", *, megabytes: int = 50) -> SimpleUploadedFile:
    """Far more than anybody may send at once."""
    return SimpleUploadedFile(name, b"%PDF-1.7\n" + b"0" * megabytes * 1024 * 1024, content_type="application/pdf")


def _pdf(extra: pikepdf.Dictionary) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for key, value in extra.items():
        pdf.Root[key] = value
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)  # the same paper a second later is the same paper
    return out.getvalue()
