"""`/tai-len/`: a file in parts, so that a cut connection costs one part; tus 1.0.0 with creation and termination.

A finished upload belongs to nothing yet: the form of a paper claims it (`uploads.take`, field `da_tai`).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from apps.core import uploading
from apps.core.files import FileRefused
from apps.core.labels import file_refused
from apps.core.models import Upload
from apps.portal.permissions import writers
from apps.portal.views.citizens import for_citizens

VERSION = "1.0.0"
PART_TYPE = "application/offset+octet-stream"
_BLOCK = 64 * 1024
View = Callable[..., HttpResponse]


def _tus(view: View) -> View:
    """Speak the version that we know, and say so in every answer; who asks for another one hears which it is."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        is_known = request.method == "OPTIONS" or request.headers.get("Tus-Resumable") == VERSION
        response = view(request, *args, **kwargs) if is_known else HttpResponse(status=412)
        response.headers["Tus-Resumable"] = response.headers["Tus-Version"] = VERSION
        response.headers["Cache-Control"] = "no-store"
        return response

    return spoken


@require_http_methods(["OPTIONS", "POST"])
@for_citizens
@_tus
def begin(request: HttpRequest) -> HttpResponse:
    """A place for a file; OPTIONS says what is spoken here and how large a file may be."""
    if request.method == "OPTIONS":
        headers = {"Tus-Extension": "creation,termination", "Tus-Max-Size": str(settings.UPLOAD_MAX_BYTES)}
        return HttpResponse(status=204, headers=headers)
    length = _number(request.headers.get("Upload-Length", ""))
    if length is None:
        return HttpResponse(status=400)
    name = _name(request.headers.get("Upload-Metadata", ""))
    try:
        upload = uploading.begin(owner=_sender(request), name=name, length=length, at=timezone.now())
    except FileRefused as refused:
        return HttpResponse(file_refused(refused), status=413, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=201, headers={"Location": reverse("portal:upload_part", args=[upload.address])})


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@for_citizens
@_tus
def part(request: HttpRequest, address: str) -> HttpResponse:
    """How much is here (HEAD), the next part (PATCH), or never mind (DELETE); 404 for what is not theirs."""
    owner = _sender(request)
    try:
        upload = uploading.of(address=address, owner=owner)
        if request.method == "PATCH":
            return _appended(request, address=address, owner=owner)
    except Upload.DoesNotExist as error:
        raise Http404 from error
    if request.method == "DELETE":
        uploading.abandon(upload=upload)
        return HttpResponse(status=204)
    headers = {"Upload-Offset": str(upload.received), "Upload-Length": str(upload.length)}
    return HttpResponse(status=200, headers=headers)


def _appended(request: HttpRequest, *, address: str, owner: str) -> HttpResponse:
    offset, size = (_number(request.headers.get(name, "")) for name in ("Upload-Offset", "Content-Length"))
    if request.content_type != PART_TYPE:
        return HttpResponse(status=415)
    if offset is None or size is None:
        return HttpResponse(status=400)
    if size > uploading.PART_BYTES:
        return HttpResponse(status=413)
    content = _read(request, size)
    try:
        upload = uploading.append(address=address, owner=owner, offset=offset, content=content, at=timezone.now())
    except uploading.OtherOffset as other:
        return HttpResponse(status=409, headers={"Upload-Offset": str(other.received)})
    except uploading.TooMuch:
        return HttpResponse(status=413)
    return HttpResponse(status=204, headers={"Upload-Offset": str(upload.received)})


def _read(request: HttpRequest, size: int) -> bytes:
    """What arrives of a part, also when it is cut off: whatever is here need not be sent again."""
    content = bytearray()
    try:
        while len(content) < size and (block := request.read(min(_BLOCK, size - len(content)))):
            content += block
    except UnreadablePostError:
        pass  # the line was cut: the bytes before it count
    return bytes(content)


def _sender(request: HttpRequest) -> str:
    """Whose uploads these are: those of one log-in, whether it files for itself or helps. Raises NotACitizen."""
    next(writers(request, at=timezone.now()))
    return uploading.owner_of(user_id=request.user.pk)


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 12 else None


def _name(metadata: str) -> str:
    """`filename` of the metadata: pairs of a key and base64, separated by commas. Without one, nothing."""
    for pair in metadata.split(","):
        key, _, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return base64.b64decode(value, validate=True).decode("utf-8", "replace")
            except (binascii.Error, ValueError):
                return ""
    return ""
