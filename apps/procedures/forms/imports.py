"""A file somebody chooses, and what its columns mean."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from apps.procedures.domain.columns import Column
from apps.procedures.domain.file_kinds import ENDINGS
from apps.procedures.labels import unusable_words
from apps.procedures.labels.imports import COLUMNS
from apps.procedures.models import CatalogueImport

MEGABYTE = 1024 * 1024


class CatalogueFileForm(forms.Form):
    """A file of procedures; whether it can be read is seen when it is looked at."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput, initial=lambda: secrets.token_urlsafe(12))
    file = forms.FileField(
        label=_("Tệp danh mục"),
        max_length=200,
        error_messages={
            "required": _("Chọn một tệp danh mục, như tệp Excel xuất từ cổng."),
            "empty": _("Tệp không có gì bên trong. Chọn tệp khác."),
            "max_length": _("Tên tệp quá dài. Đổi tên ngắn hơn rồi chọn lại."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ",".join((*ENDINGS, ".gz"))}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].help_text = _now(
            "Tệp Excel (.xlsx), bảng .csv, hoặc .jsonl và .jsonl.gz. Lớn nhất %(size)s MB."
        ) % {"size": settings.CATALOGUE_MAX_BYTES // MEGABYTE}

    def clean_file(self) -> UploadedFile[Any]:
        """The size is judged before anything is opened."""
        upload = cast("UploadedFile[Any]", self.cleaned_data["file"])
        if (upload.size or 0) > settings.CATALOGUE_MAX_BYTES:
            raise forms.ValidationError(unusable_words("too_large", name=upload.name or ""))
        return upload


class ColumnsForm(forms.Form):
    """What each heading of a table means; a heading that means nothing to us is left out."""

    sheet = forms.ChoiceField(label=_("Trang tính"), required=False)

    def __init__(self, *args: Any, kept: CatalogueImport, **options: Any) -> None:
        super().__init__(*args, **options)
        layout = kept.layout
        choices = [("", _now("Bỏ qua cột này")), *((column.value, str(words)) for column, words in COLUMNS.items())]
        self.names: list[str] = []
        for index, words in enumerate(layout["words"]):
            if not words and not any(layout["samples"][index]):
                continue
            name = f"cot_{index}"
            self.names.append(name)
            self.fields[name] = forms.ChoiceField(
                label=words or _now("Cột %(number)s, không có tên") % {"number": index + 1},
                choices=choices,
                required=False,
                initial=layout["columns"][index],
                help_text=_samples(layout["samples"][index]),
                error_messages={"invalid_choice": _("Chọn một ý nghĩa trong danh sách.")},
            )
        sheets = layout["sheets"]
        if len(sheets) > 1:
            self.fields["sheet"].choices = [(sheet, sheet) for sheet in sheets]  # type: ignore[attr-defined]
            self.fields["sheet"].initial = layout["sheet"]
        else:
            del self.fields["sheet"]
        self.width = len(layout["words"])

    def columns(self) -> list[str]:
        """The meaning of each column of the table, empty where it is left out."""
        return [self.cleaned_data.get(f"cot_{index}") or "" for index in range(self.width)]

    def unknown(self) -> bool:
        """Whether nobody has said yet which column is the code."""
        return Column.CODE not in [self.fields[name].initial for name in self.names]


def _samples(cells: Sequence[str]) -> str:
    told = [cell if len(cell) <= 60 else cell[:59] + "…" for cell in cells]
    return _now("Ví dụ: %(cells)s") % {"cells": " · ".join(told)} if told else _now("Các dòng đầu để trống")
