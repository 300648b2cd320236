"""The code of a transfer, read back by people who did not write it."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from qr_pay import QRPay, decode

from apps.payments.domain.references import ALPHABET, make_reference, reference_in
from apps.payments.domain.vietqr import Account, NotEncodable, payload
from apps.payments.printing import transfer_png

ACCOUNT = Account("970436", "1012345678")
TEN = st.text(alphabet=ALPHABET, min_size=10, max_size=10)


@given(amount=st.integers(1, 10**12 - 1), ten=TEN, number=st.text(alphabet="0123456789", min_size=4, max_size=19))
def test_others_read_account_amount_and_reference_out_of_our_code(amount: int, ten: str, number: str) -> None:
    text = payload(account=Account("970436", number), amount=amount, text=make_reference(ten))

    read = decode(text)

    assert (read["bin_id"], read["consumer_id"]) == ("970436", number)
    assert (int(read["transaction_amount"]), read["purpose_of_transaction"]) == (amount, f"MC{ten}")


def test_ours_is_byte_for_byte_what_they_write() -> None:
    theirs = QRPay("970436", "1012345678", transaction_amount=8000, purpose_of_transaction="MC0123456789")

    assert payload(account=ACCOUNT, amount=8000, text="MC0123456789") == theirs.code


def test_the_picture_to_save_is_read_by_a_scanner() -> None:
    text = payload(account=ACCOUNT, amount=8000, text="MC0123456789")

    picture = Image.open(BytesIO(transfer_png(text=text)))

    (found,) = zxingcpp.read_barcodes(picture)
    assert (found.format.name, found.text) == ("QRCode", text)


@pytest.mark.parametrize(
    ("account", "amount", "text"),
    [
        (Account("97043", "1012345678"), 8000, "MC0123456789"),
        (Account("970436", ""), 8000, "MC0123456789"),
        (ACCOUNT, 0, "MC0123456789"),
        (ACCOUNT, 10**12, "MC0123456789"),
        (ACCOUNT, 8000, "Lệ phí"),
        (ACCOUNT, 8000, "X" * 26),
        (ACCOUNT, 8000, ""),
    ],
)
def test_what_no_bank_would_read_is_not_encoded(account: Account, amount: int, text: str) -> None:
    with pytest.raises(NotEncodable):
        payload(account=account, amount=amount, text=text)


@given(TEN)
def test_a_reference_is_found_in_whatever_banks_make_of_it(ten: str) -> None:
    reference = make_reference(ten)
    ways = [
        reference,
        f"MBVCB.4412345678.{reference}.CT tu 0071 LO THI LANH",
        f"{reference[:6]} {reference[6:]}",
        reference.lower(),
        f"IBFT-{reference}-071126",
    ]

    assert {reference_in(way) for way in ways} == {reference}


@pytest.mark.parametrize("text", ["", "nop le phi khai sinh", "MC", "MC12345", "MCIOUL000000", "HMC" + "O" * 10])
def test_words_without_a_reference_have_none(text: str) -> None:
    assert reference_in(text) == ""
