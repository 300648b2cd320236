"""A bucket on loopback that speaks as much S3 as a file needs, and lets nobody in whose signature is wrong."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KEY, SECRET, REGION, BUCKET = "motcua", "mật khẩu của kho", "vn-1", "giay-to"


@dataclass(slots=True)
class Bucket:
    """What lies in it, where it is, and how many were turned away."""

    address: str = ""
    objects: dict[str, bytes] = field(default_factory=dict)
    refused: int = 0


class _SignedAgain(S3SigV4Auth):  # type: ignore[misc]
    """The signature as the sender must have made it: of the same hour and the same headers."""

    def __init__(self, names: set[str]) -> None:
        super().__init__(Credentials(KEY, SECRET), "s3", REGION)
        self.names = names

    def headers_to_sign(self, request: AWSRequest):  # type: ignore[no-untyped-def]
        signed = super().headers_to_sign(request)
        for name in {str(name).lower() for name, _value in signed.items()} - self.names:
            del signed[name]
        return signed


def _is_signed(handler: BaseHTTPRequestHandler, body: bytes) -> bool:
    said = re.fullmatch(
        r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d+)/([^/]+)/s3/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)",
        handler.headers.get("Authorization", ""),
    )
    if not said or said[1] != KEY:
        return False
    headers = dict(handler.headers.items())
    request = AWSRequest(
        method=handler.command, url=f"http://{headers['Host']}{handler.path}", data=body, headers=headers
    )
    request.context["timestamp"] = headers["X-Amz-Date"]
    request.context["payload_signing_enabled"] = True
    again = _SignedAgain(set(said[4].split(";")))
    canonical = again.canonical_request(request)
    return bool(again.signature(again.string_to_sign(request, canonical), request) == said[5])


def _listing(bucket: Bucket, query: dict[str, list[str]]) -> str:
    prefix, delimiter = query.get("prefix", [""])[0], query.get("delimiter", [""])[0]
    below = {name[len(prefix) :]: name for name in sorted(bucket.objects) if name.startswith(prefix)}
    folders = {rest.split(delimiter)[0] for rest in below if delimiter and delimiter in rest}
    names = [name for rest, name in below.items() if not delimiter or delimiter not in rest]
    contents = "".join(f"<Contents><Key>{escape(name)}</Key><Size>1</Size></Contents>" for name in names)
    common = "".join(f"<CommonPrefixes><Prefix>{escape(prefix + one)}/</Prefix></CommonPrefixes>" for one in folders)
    return f"<ListBucketResult><IsTruncated>false</IsTruncated>{contents}{common}</ListBucketResult>"


@contextmanager
def bucket() -> Iterator[Bucket]:
    """A bucket for as long as it is needed."""
    found = Bucket()

    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_said: object) -> None:
            """Nobody reads it."""

        def _answer(self, code: int, content: bytes = b"", length: int | None = None) -> None:
            self.send_response(code)
            self.send_header("Content-Length", str(len(content) if length is None else length))
            self.send_header("Last-Modified", "Fri, 20 Nov 2026 02:42:00 GMT")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            parts = urlsplit(self.path)
            name = unquote(parts.path).removeprefix(f"/{BUCKET}").removeprefix("/")
            if not _is_signed(self, body):
                found.refused += 1
                self._answer(403)
            elif self.command == "PUT":
                found.objects[name] = body
                self._answer(200)
            elif self.command == "DELETE":
                found.objects.pop(name, None)
                self._answer(204)
            elif not name:
                self._answer(200, _listing(found, parse_qs(parts.query)).encode())
            elif name in found.objects:
                self._answer(200, found.objects[name])
            else:
                self._answer(404)

        do_PUT = do_GET = do_DELETE = _any  # noqa: N815 - as http.server calls them

        def do_HEAD(self) -> None:
            name = unquote(urlsplit(self.path).path).removeprefix(f"/{BUCKET}/")
            if not _is_signed(self, b""):
                found.refused += 1
                self._answer(403)
            elif name in found.objects:
                self._answer(200, length=len(found.objects[name]))
            else:
                self._answer(404)

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found.address = f"http://127.0.0.1:{server.server_address[1]}"
        yield found
        server.shutdown()
