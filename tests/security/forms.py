"""Every form of the house as a browser would post it, read from the pages themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from tests.architecture.pages import Visit, visits
from tests.architecture.sheets import Element, Sheet
from tests.architecture.town import Town

TYPED = frozenset({"text", "email", "tel", "number", "search", "password", "url", "date", ""})
# Where nobody writes anything but in the crest, and whoever sees no forms of their own.
NO_FORMS = ("/dieu-hanh/", "/ky/thu/", "/tep/", "/quay/tep/", "/thu-tuc/", "/tuyen-bo/")
WHO_WRITE = ("stranger", "citizen", "clerk", "officer", "leader")


@dataclass(frozen=True)
class Form:
    """One form on one page, with one of its buttons."""

    role: str
    page: str
    action: str
    button: tuple[str, str]
    hidden: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.role} {self.action} {'='.join(self.button)}"

    @property
    def said(self) -> dict[str, str]:
        """What is posted if nobody touches anything."""
        return self.hidden | self.chosen | self.typed | ({self.button[0]: self.button[1]} if self.button[0] else {})

    @property
    def kind(self) -> tuple[str, ...]:
        """Forms that differ in nothing but the dossier they are about are tried once."""
        words = (part if re.fullmatch(r"[a-z]+(-[a-z]+)*", part) else "*" for part in self.action.split("/"))
        return "/".join(words), *self.button, *sorted(self.said), *self.files


def forms(town: Town) -> list[Form]:
    """All that post, each once for each of its buttons."""
    found: dict[tuple[str, ...], Form] = {}
    for visit in visits(town):
        if (
            visit.said is not None
            or visit.role not in WHO_WRITE
            or visit.address.startswith(NO_FORMS)
            or "/giay/" in visit.address
        ):
            continue
        response = visit.pay(town)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            for form in _posting(visit, response.content.decode()):
                found.setdefault(form.kind, form)
    return list(found.values())


def _posting(visit: Visit, html: str) -> Iterator[Form]:
    sheet = Sheet(html)
    for element in sheet.all("form"):
        if element.attrs.get("method", "").lower() != "post":
            continue
        fields = [each for each in sheet.all("input", "select", "textarea") if _belongs(each, element)]
        typed = {each.attrs["name"]: _value(each, sheet) for each in fields if _is_typed(each)}
        hidden = {
            each.attrs["name"]: each.attrs.get("value", "")
            for each in fields
            if each.attrs.get("type") == "hidden" and each.attrs["name"] != "csrfmiddlewaretoken"
        }
        files = tuple(each.attrs["name"] for each in fields if each.attrs.get("type") == "file")
        action = urlsplit(urljoin(visit.address, element.attrs.get("action", ""))).path
        for button in _buttons(element, sheet):
            chosen = dict(_chosen(fields, sheet))
            yield Form(visit.role, visit.address, action, button, hidden, typed, chosen, files)


def _belongs(field: Element, form: Element) -> bool:
    own = field.attrs.get("form")
    return bool(field.attrs.get("name")) and (own == form.attrs.get("id", "-") if own else form in field.inside)


def _is_typed(field: Element) -> bool:
    return field.tag == "textarea" or (field.tag == "input" and field.attrs.get("type", "") in TYPED)


def _value(field: Element, sheet: Sheet) -> str:
    return field.text if field.tag == "textarea" else field.attrs.get("value", "")


def _chosen(fields: list[Element], sheet: Sheet) -> Iterator[tuple[str, str]]:
    """What a hurried reader would leave ticked, or else the first that can be picked."""
    for each in fields:
        if each.tag == "select":
            options = [option for option in sheet.all("option") if each in option.inside and option.attrs.get("value")]
            if options:
                yield each.attrs["name"], options[0].attrs["value"]
    picks = [each for each in fields if each.attrs.get("type") in ("radio", "checkbox")]
    for each in [*reversed(picks), *(each for each in picks if "checked" in each.attrs)]:
        yield each.attrs["name"], each.attrs.get("value", "on")


def _buttons(form: Element, sheet: Sheet) -> list[tuple[str, str]]:
    pressed = [
        (each.attrs.get("name", ""), each.attrs.get("value", ""))
        for each in sheet.all("button")
        if each.attrs.get("type", "submit") == "submit" and _presses(each, form)
    ]
    return list(dict.fromkeys(pressed)) or [("", "")]


def _presses(button: Element, form: Element) -> bool:
    own = button.attrs.get("form")
    return own == form.attrs.get("id", "-") if own else form in button.inside
