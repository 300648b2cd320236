"""One file at a time: a cut connection costs one file, not all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from apps.portal.selectors.papers import AskedPaper
from apps.procedures.forms.fields import SENTENCES

# Named one by one, and no image/*: a phone then offers the camera, the pictures and the files.
ACCEPTED = "image/jpeg,image/png,image/heic,.heic,application/pdf,.docx"
ARRIVED = "da_tai"
MEGABYTE = 1024 * 1024


class UploadForm(forms.Form):
    """A file for one paper; where the paper has no name yet, its name too."""

    name = forms.CharField(
        label=_("Đây là giấy gì?"),
        max_length=200,
        error_messages=SENTENCES | {"required": _("Viết tên giấy, ví dụ: Giấy xác nhận của thôn.")},
    )
    file = forms.FileField(
        widget=forms.FileInput({"accept": ACCEPTED}),
        allow_empty_file=True,  # core.files says it better
        error_messages={
            "required": _("Chọn một tệp rồi bấm gửi."),
            "invalid": _("Tệp chưa đến nơi. Chọn lại rồi gửi lại."),
            "missing": _("Tệp chưa đến nơi. Chọn lại rồi gửi lại."),
        },
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
        *,
        paper: AskedPaper,
    ) -> None:
        super().__init__(data, files, auto_id=f"id_{paper.id}_%s")
        self.paper = paper
        file = self.fields["file"]
        # The paper's name stands right above for who sees it; a screen reader hears it with the field.
        file.named = paper.title  # type: ignore[attr-defined]
        wish = _("Thêm trang, thêm tệp") if paper.here and paper.name else _("Chọn ảnh hoặc tệp")
        file.label = format_html('{}<span class="visually-hidden">: {}</span>', wish, paper.title)
        file.help_text = _("Ảnh JPG, PNG, HEIC, tệp PDF hoặc Word, mỗi tệp tối đa %(size)s MB.") % {
            "size": settings.UPLOAD_MAX_BYTES // MEGABYTE
        }
        file.required = not self.arrived
        if paper.name:
            del self.fields["name"]

    @property
    def arrived(self) -> str:
        """The address of an upload that came in parts, instead of a file in this very request."""
        return str(self.data.get(ARRIVED, ""))

    @property
    def paper_name(self) -> str:
        """What the paper is called: by the checklist, else by whoever sends it."""
        return self.paper.name or str(self.cleaned_data.get("name", ""))
