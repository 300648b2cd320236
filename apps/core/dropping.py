"""Files that are looked at and never kept: neither on a disk nor in memory, only their fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What is left of a dropped file: `sha256` in 64 hex digits, `size` in bytes; too large, it was not read on."""

    sha256: str
    size: int
    is_too_large: bool = False

    def close(self) -> None:
        """Nothing is open; Django closes whatever lies among the files of a request."""


class FingerprintHandler(FileUploadHandler):
    """Reads a file past, block by block, and keeps its fingerprint."""

    def __init__(self, *, at_most: int) -> None:
        super().__init__()
        self.at_most = at_most
        self.too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._digest = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > self.at_most:
            self.too_large = True
            raise SkipFile
        self._digest.update(raw_data)

    def file_complete(self, file_size: int) -> Any:
        return Dropped(sha256=self._digest.hexdigest(), size=file_size)


def dropping(*, at_most: int) -> Callable[[View], View]:
    """For a view whose posted files are fingerprinted on their way in; CSRF is checked as everywhere."""

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        # The token lies in the same body as the file: how the body is read is decided before the token is looked for.
        @csrf_exempt
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                request.upload_handlers = [FingerprintHandler(at_most=at_most)]
            return protected(request, *args, **kwargs)

        return answered

    return decorate


def dropped_in(request: HttpRequest, *, name: str) -> Dropped | None:
    """The file that was dropped under this name, or None where there was none."""
    file: Any = request.FILES.get(name)
    if isinstance(file, Dropped):
        return file if file.size else None
    handler = request.upload_handlers[0]
    if isinstance(handler, FingerprintHandler) and handler.too_large:
        return Dropped(sha256="", size=0, is_too_large=True)
    return None
