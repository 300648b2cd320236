"""What every page of HTML must be, whoever drew it: read once from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
NEEDS_LABEL = frozenset({"input", "select", "textarea"})
WITHOUT_LABEL = frozenset({"hidden", "submit", "button", "image", "reset"})
REFERRING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "form")
SAID_BY_MISTAKE = ("{{", "}}", "{%", "%}", "&amp;lt;", "None", "Undefined", "<Promise", "%(", "SafeString")


@dataclass(eq=False)
class Element:
    """One element with what stands inside it."""

    tag: str
    attrs: dict[str, str]
    inside: tuple[Element, ...]
    text: str = ""

    @property
    def name(self) -> str:
        """How a fault speaks of it."""
        known = (self.attrs.get(each) for each in ("id", "name", "href", "action", "class"))
        return f"<{self.tag} {next(filter(None, known), '')}>"

    def within(self, tag: str) -> Element | None:
        """The nearest element of this kind around it."""
        return next((each for each in reversed(self.inside) if each.tag == tag), None)


@dataclass(eq=False)
class Sheet(HTMLParser):
    """One page, read."""

    html: str
    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()
        if self._open:
            self.faults.append(f"{self._open[-1].name} is never closed")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.faults += [f"{element.name} says {name} twice" for name in set(names) if names.count(name) > 1]
        self.elements.append(element)
        self.handle_data(element.attrs.get("alt", ""))  # what a picture says counts as said
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1].tag == tag:
            self._open.pop()
        else:
            self.faults.append(f"</{tag}> in line {self.getpos()[0]} closes nothing")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        """The elements of these kinds."""
        return [element for element in self.elements if element.tag in tags]


def faults_of(html: str) -> list[str]:
    """Everything that is wrong with a page, in words."""
    sheet = Sheet(html)
    ids = [element.attrs["id"] for element in sheet.elements if "id" in element.attrs]
    return [
        *sheet.faults,
        *_skeleton(sheet),
        *(f"the id {each} comes {ids.count(each)} times" for each in sorted(set(ids)) if ids.count(each) > 1),
        *(fault for element in sheet.elements for fault in _element(element)),
        *(fault for element in sheet.elements for fault in _references(element, set(ids))),
        *(f"{element.name} has no label" for element in sheet.all(*NEEDS_LABEL) if not _is_labelled(element, sheet)),
        *_forms(sheet),
        *_words(sheet),
    ]


def _skeleton(sheet: Sheet) -> list[str]:
    found = []
    if not sheet.html.lstrip().lower().startswith("<!doctype html>"):
        found.append("no doctype")
    if [element.attrs.get("lang") for element in sheet.all("html")] not in (["vi"], ["en"]):
        found.append("no language")
    if [bool(element.text.strip()) for element in sheet.all("h1")] != [True]:
        found.append(f"{len(sheet.all('h1'))} h1 instead of one that says something")
    if not any(element.text.strip() for element in sheet.all("title") if element.within("head")):
        found.append("no title")
    if len(focused := [element.name for element in sheet.elements if "autofocus" in element.attrs]) > 1:
        found.append(f"{' and '.join(focused)} both want the focus")
    levels = [int(element.tag[1]) for element in sheet.all("h1", "h2", "h3", "h4", "h5", "h6")]
    return found + [f"h{after} follows h{before}" for before, after in pairwise(levels) if after > before + 1]


def _element(element: Element) -> list[str]:
    """What may not be at all: the content security policy would stop it, or nobody could use it."""
    attrs, found = element.attrs, []
    if element.tag == "style" or "style" in attrs:
        found.append("has style of its own")
    if element.tag == "script" and ("src" not in attrs or element.text.strip()):
        found.append("has script of its own")
    found += [f"has {name}" for name in attrs if name.startswith("on")]
    if attrs.get("href", "").strip().lower().startswith(("javascript:", "data:")):
        found.append("runs something")
    if element.tag == "img" and "alt" not in attrs:
        found.append("has no alt")
    if element.tag == "button" and "type" not in attrs and not element.within("form") and "form" not in attrs:
        found.append("would send, but there is nothing to send")
    if element.tag in ("button", "a") and not (element.text.strip() or attrs.get("aria-label") or "id" in attrs):
        found.append("says nothing")
    return [f"{element.name} {fault}" for fault in found]


def _forms(sheet: Sheet) -> list[str]:
    """Whoever posts carries the token against forgery; whoever asks by address does not, or it would stand there."""
    tokens = {
        element.within("form") for element in sheet.all("input") if element.attrs.get("name") == "csrfmiddlewaretoken"
    }
    nested = [f"{form.name} stands in a form" for form in sheet.all("form") if form.within("form")]
    return nested + [
        f"{form.name} {'posts without' if is_posted else 'asks with'} its token"
        for form in sheet.all("form")
        if (is_posted := form.attrs.get("method", "get").lower() == "post") != (form in tokens)
    ]


def _references(element: Element, ids: set[str]) -> list[str]:
    wanted = [(name, each) for name in REFERRING for each in element.attrs.get(name, "").split()]
    if element.attrs.get("href", "").startswith("#"):
        wanted.append(("href", element.attrs["href"][1:]))
    return [f"{element.name}: {name} names {each}, which is not there" for name, each in wanted if each not in ids]


def _is_labelled(element: Element, sheet: Sheet) -> bool:
    if element.attrs.get("type") in WITHOUT_LABEL:
        return True
    if element.attrs.get("aria-label") or element.attrs.get("aria-labelledby"):
        return True
    around = element.within("label")
    own = [
        label for label in sheet.all("label") if "id" in element.attrs and label.attrs.get("for") == element.attrs["id"]
    ]
    return any(label.text.strip() for label in [*own, *([around] if around else [])])


def _words(sheet: Sheet) -> list[str]:
    """Slips of the pen that only a reader would see."""
    text = "".join(element.text for element in sheet.all("body"))
    return [f"the page says {word!r}" for word in SAID_BY_MISTAKE if word in text]
