"""What the log says of a request: where it knocked, never the address itself, for an address may hold a token."""

from __future__ import annotations

import logging

from django.http import HttpRequest


def route_of(request: HttpRequest) -> str:
    """«danh-gia/<str:token>/»; the path where no route was found, for then nothing in it opens anything."""
    match = request.resolver_match
    return match.route if match else request.path


class RouteNotAddress(logging.Filter):
    """Django's own lines about refused and broken requests name the route."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(route_of(request) if told == request.path else told for told in record.args)
        return True
