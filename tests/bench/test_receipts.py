"""The rival of the receipts figure prints the same paper: its figure may stand beside ours."""

from __future__ import annotations

import pytest

from apps.desk import printing
from bench.receipts import another
from bench.rivals import plain_receipt
from tests.desk.reading import codes, pages


@pytest.mark.parametrize("is_electronic", [True, False])
def test_rival_prints_the_same_words_and_codes(is_electronic: bool) -> None:
    facts = another(7, is_electronic=is_electronic)

    ours, rivals = printing.render(facts=facts), plain_receipt.receipt(printing.html(facts=facts))

    assert pages(ours) == pages(rivals)
    assert codes(ours) == codes(rivals)
    assert "Lò Thị Mai 7" in pages(ours)[0]
