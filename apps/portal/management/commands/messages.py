"""What has to be said in English, gathered from the sources without xgettext, and kept in locale/en."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation.template import templatize

# The pages of citizens are translated; the rooms of officials speak Vietnamese, and so does every printed paper.
TEMPLATES = (
    "*.html",
    "components/*.html",
    "bootstrap5/**/*.html",
    "portal/**/*.html",
    "surveys/**/*.html",
    "procedures/open_data.html",
    "reports/public*.html",
    "reports/open_figures.html",
    "reports/embedding.html",
    "reports/bulletin.html",
)
STAFF_TEMPLATES = ("base_staff.html",)
MODULES = (
    "core/labels.py",
    "desk/labels/mailing.py",
    "desk/selectors/second_party.py",
    "dossiers/labels.py",
    "payments/labels/__init__.py",
    "procedures/labels/__init__.py",
    "procedures/labels/answers.py",
    "procedures/labels/fees.py",
    "procedures/labels/law.py",
    "procedures/labels/open_data.py",
    "procedures/forms/answers.py",
    "procedures/forms/fields.py",
    "procedures/forms/questions.py",
    "reports/labels/board.py",
    "reports/labels/published.py",
    "reports/views/bulletin.py",
    "reports/views/open_figures.py",
    "reports/views/public.py",
    "reports/views/widget.py",
    "portal/**/*.py",
    "surveys/**/*.py",
)
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
TEXT = r"""[uU]?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
MARKED = re.compile(rf"\b(_|gettext|ngettext|pgettext)\(\s*{TEXT}(?:\s*,\s*{TEXT})?", re.DOTALL)
HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Language: en\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One thing said: context, words, and the words for many where they differ."""

    context: str
    one: str
    many: str = ""

    @classmethod
    def of_call(cls, name: str, texts: list[str]) -> Message:
        if name.startswith("pgettext"):
            return cls(texts[0], texts[1])
        return cls("", texts[0], texts[1] if name.startswith("ngettext") else "")


def said(*, root: Path) -> dict[Message, str]:
    """Every message of the public pages, with the first place that says it."""
    found: dict[Message, str] = {}
    for folder, patterns, read in ((root / "templates", TEMPLATES, in_template), (root / "apps", MODULES, in_module)):
        for path in sorted({path for pattern in patterns for path in folder.glob(pattern)}):
            if path.name not in STAFF_TEMPLATES:
                for message in read(path.read_text(encoding="utf-8")):
                    found.setdefault(message, path.relative_to(root).as_posix())
    return found


def in_template(source: str) -> Iterator[Message]:
    """The messages of one template."""
    for name, *quoted in MARKED.findall(templatize(source)):
        yield Message.of_call(name, [ast.literal_eval(text) for text in quoted if text])


def in_module(source: str) -> Iterator[Message]:
    """The messages of one Python module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "")
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if name in CALLS and texts:
                yield Message.of_call(name, texts)


def known(*, source: str) -> dict[Message, list[str]]:
    """The translations of a .po text."""
    found = {}
    for block in source.split("\n\n")[1:]:
        parts: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if match := re.match(r'(msg\w+(?:\[\d\])?) (".*")$', line):
                name = match[1]
                parts[name] = ast.literal_eval(match[2])
            elif line.startswith('"'):
                parts[name] += ast.literal_eval(line)
        message = Message(parts.get("msgctxt", ""), parts.get("msgid", ""), parts.get("msgid_plural", ""))
        found[message] = [text for key, text in sorted(parts.items()) if key.startswith("msgstr")]
    return found


def written(*, messages: dict[Message, str], translations: dict[Message, list[str]]) -> str:
    """The .po text: what is said now, in the order of the places that say it; what nobody says any more is gone."""
    blocks = [HEAD]
    for message, place in sorted(messages.items(), key=lambda item: (item[1], item[0])):
        texts = translations.get(message, [])
        lines = [f"#: {place}"]
        lines += [f"msgctxt {_quoted(message.context)}"] if message.context else []
        lines += [f"msgid {_quoted(message.one)}"]
        if message.many:
            forms = [*texts, "", ""][:2]
            lines += [f"msgid_plural {_quoted(message.many)}"]
            lines += [f"msgstr[{n}] {_quoted(text)}" for n, text in enumerate(forms)]
        else:
            lines += [f"msgstr {_quoted(texts[0] if texts else '')}"]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


class Command(BaseCommand):
    help = "Bring locale/en up to date with the public pages; then fill in what is empty and compile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when something is missing")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        path = root / "locale" / "en" / "LC_MESSAGES" / "django.po"
        before = path.read_text(encoding="utf-8") if path.exists() else HEAD
        translations = known(source=before)
        messages = said(root=root)
        after = written(messages=messages, translations=translations)
        empty = [message for message in messages if not all(translations.get(message, [""]))]
        if not options["check"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(after, encoding="utf-8")
            for trial in settings.TRIAL_LANGUAGES:
                self._keep_trial(root / "locale" / trial / "LC_MESSAGES" / "django.po", messages, trial)
        for message in empty:
            self.stderr.write(f"not in English yet ({messages[message]}): {message.one}")
        if options["check"] and (empty or after != before):
            raise SystemExit(1)

    def _keep_trial(self, path: Path, messages: dict[Message, str], language: str) -> None:
        """A language on trial keeps the words it has of what is still said; what it lacks is said in Vietnamese."""
        words = known(source=path.read_text(encoding="utf-8"))
        kept = {message: place for message, place in messages.items() if any(words.get(message, []))}
        text = written(messages=kept, translations=words).replace("Language: en", f"Language: {language}")
        path.write_text(text, encoding="utf-8")
