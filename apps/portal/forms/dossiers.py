"""What a citizen says about a dossier that is filed already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from apps.dossiers.domain.talking import LONGEST_LINE
from apps.dossiers.services.asking import WORD_MAX_LENGTH
from apps.portal.selectors.requests import Piece
from apps.procedures.forms.fields import SENTENCES


class AnswerForm(forms.Form):
    """A word with the papers that were asked for."""

    note = forms.CharField(
        label=_("Lời nhắn cho quầy"),
        help_text=_("Ví dụ: giấy này là bản mới, bản cũ bị mờ."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        error_messages=SENTENCES,
    )


class WordForm(forms.Form):
    """Why one paper that was asked for is not sent."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, piece: Piece) -> None:
        super().__init__(data)
        self.piece = piece
        self.word = f"word-{piece.item_id}"
        self.fields[self.word] = forms.CharField(
            label=format_html(
                '{}<span class="visually-hidden">: {}</span>', _("Vì sao bạn không gửi giấy này?"), piece.name
            ),
            help_text=_("Ví dụ: giấy đang làm ở nơi khác, thứ Sáu tôi mang ra quầy."),
            max_length=WORD_MAX_LENGTH,
            required=False,
            initial=piece.word,
            widget=forms.Textarea({"rows": 2}),
            error_messages=SENTENCES,
        )


class LineForm(forms.Form):
    """One line to the office."""

    text = forms.CharField(
        label=_("Bạn muốn hỏi gì?"),
        help_text=_("Giấy tờ thì gửi ở mục bổ sung, không gửi ở đây. Đừng viết số căn cước của ai."),
        max_length=LONGEST_LINE,
        widget=forms.Textarea({"rows": 4}),
        error_messages=SENTENCES | {"required": _("Viết điều bạn muốn hỏi rồi bấm gửi.")},
    )


class WithdrawForm(forms.Form):
    """Why a dossier is taken back; nobody has to say."""

    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Giúp chúng tôi làm tốt hơn. Không muốn nói thì để trống."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        error_messages=SENTENCES,
    )
