"""The text of a result, as it is put right by hand."""

from __future__ import annotations

import pytest

from apps.desk.forms.drafting import DraftForm


@pytest.mark.parametrize("text", ["", "   ", " \n\n\t "])
def test_text_of_blanks_alone_is_asked_for_again(text: str) -> None:
    form = DraftForm({"text": text})

    assert not form.is_valid()
    assert form.errors["text"] == ["Viết nội dung kết quả rồi hãy gắn."]
