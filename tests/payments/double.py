"""VNPAY on this machine: its page, its signed notices, its answers to `querydr`, by its public protocol 2.1.0.

Written from the protocol, not from our adapter: it signs for itself and refuses what is signed wrongly.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, quote_plus, urlsplit

MERCHANT, SECRET = "MOTCUA01", "bi-mat-cua-cong"
GMT7 = timezone(timedelta(hours=7))
ASKED = "RequestId Version Command TmnCode TxnRef TransactionDate CreateDate IpAddr OrderInfo".split()
ANSWERED = (
    "ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate TransactionNo TransactionType"
    " TransactionStatus OrderInfo PromotionCode PromotionAmount"
).split()


def signed(text: str) -> str:
    return hmac.new(SECRET.encode(), text.encode(), hashlib.sha512).hexdigest()


def query_of(said: dict[str, str]) -> str:
    return "&".join(f"{quote_plus(name)}={quote_plus(said[name])}" for name in sorted(said) if said[name])


@dataclass
class Double:
    """One gateway: what it was asked to take, what it took, and how it feels."""

    address: str = ""
    orders: dict[str, dict[str, str]] = field(default_factory=dict)
    taken: dict[str, dict[str, str]] = field(default_factory=dict)
    is_down: bool = False
    lies: bool = False
    questions: int = 0

    def open_page(self, url: str) -> None:
        """The payer's browser arrives; a wrong signature gets no page."""
        said = dict(parse_qsl(urlsplit(url).query))
        signature = said.pop("vnp_SecureHash")
        assert signature == signed(query_of(said)), "VNPAY shows «Sai chữ ký»"
        assert (said["vnp_Version"], said["vnp_TmnCode"]) == ("2.1.0", MERCHANT)
        assert len(said["vnp_CreateDate"]) == len(said["vnp_ExpireDate"]) == 14
        self.orders[said["vnp_TxnRef"]] = said

    def take(self, reference: str, *, at: datetime, number: str = "14422574", status: str = "00") -> dict[str, str]:
        """The payer pays, or does not; the words of the notice."""
        order = self.orders[reference]
        told = {
            "vnp_TmnCode": MERCHANT,
            "vnp_TxnRef": reference,
            "vnp_Amount": order["vnp_Amount"],
            "vnp_OrderInfo": order["vnp_OrderInfo"],
            "vnp_BankCode": "NCB",
            "vnp_PayDate": at.astimezone(GMT7).strftime("%Y%m%d%H%M%S"),
            "vnp_TransactionNo": number,
            "vnp_ResponseCode": status,
            "vnp_TransactionStatus": "00" if status == "00" else "02",
        }
        self.taken[reference] = told
        return told

    def notice(self, told: dict[str, str], **changed: str) -> str:
        """The query of a notice, signed over what it says."""
        said = told | changed
        return f"{query_of(said)}&vnp_SecureHash={signed(query_of(said))}"

    def answer(self, asked: dict[str, str]) -> dict[str, str]:
        """`querydr`."""
        self.questions += 1
        joined = "|".join(asked[f"vnp_{name}"] for name in ASKED)
        if asked["vnp_SecureHash"] != signed(joined):
            return {"vnp_ResponseCode": "97", "vnp_Message": "Invalid checksum"}
        told = self.taken.get(asked["vnp_TxnRef"])
        answer = {
            "vnp_ResponseId": "r1",
            "vnp_Command": "querydr",
            "vnp_ResponseCode": "00" if told else "91",
            "vnp_Message": "QueryDR",
            "vnp_TmnCode": MERCHANT,
            "vnp_TxnRef": asked["vnp_TxnRef"],
            "vnp_TransactionType": "01",
            **(told or {}),
        }
        answer["vnp_ResponseCode"] = "00" if told else "91"
        joined = "|".join(answer.get(f"vnp_{name}", "") for name in ANSWERED)
        return answer | {"vnp_SecureHash": "0" * 128 if self.lies else signed(joined)}


@contextmanager
def running() -> Iterator[Double]:
    """The gateway on a port of this machine."""
    double = Double()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if double.is_down:
                self.send_error(503)
                return
            said = json.dumps(double.answer(json.loads(body))).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_words: Any) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    double.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
