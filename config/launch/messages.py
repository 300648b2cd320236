"""Compiled translations: `.mo` files written from `.po` files in Python, because msgfmt is not on every machine.

`python -m config.launch.messages` writes them, `--check` says whether they are what their source says.
"""

import ast
import struct
import sys
from pathlib import Path

from config.launch import environment

MAGIC = 0x950412DE
CONTEXT_END, PLURAL_END = "\x04", "\x00"


def compiled(*, source: str) -> bytes:
    """The `.mo` file that a `.po` text asks for. Fuzzy and empty translations are left out, as msgfmt does."""
    messages = sorted((key.encode(), text.encode()) for key, text in _read(source).items())
    table_size = 8 * len(messages)
    at = 28 + 2 * table_size
    keys, texts, originals, translations = b"", b"", b"", b""
    key_bytes = sum(len(key) + 1 for key, _ in messages)
    for key, text in messages:
        originals += struct.pack("<II", len(key), at + len(keys))
        translations += struct.pack("<II", len(text), at + key_bytes + len(texts))
        keys += key + b"\0"
        texts += text + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(messages), 28, 28 + table_size, 0, at)
    return head + originals + translations + keys + texts


def out_of_date() -> list[Path]:
    """The `.mo` files that are missing or say something else than their source."""
    return [
        source.with_suffix(".mo")
        for source in _sources()
        if not source.with_suffix(".mo").exists()
        or source.with_suffix(".mo").read_bytes() != compiled(source=source.read_text(encoding="utf-8"))
    ]


def _sources() -> list[Path]:
    return sorted((environment.ROOT / "locale").glob("*/LC_MESSAGES/*.po"))


def _read(source: str) -> dict[str, str]:
    """Every translated message by its key (context, then the singular)."""
    found: dict[str, str] = {}
    for block in source.split("\n\n"):
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#~")]
        is_fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in lines)
        parts = _parts([line for line in lines if not line.startswith("#")])
        if "msgid" not in parts or (is_fuzzy and parts["msgid"]):
            continue
        texts = [parts[name] for name in sorted(parts) if name.startswith("msgstr")]
        if all(texts):
            context = parts["msgctxt"] + CONTEXT_END if "msgctxt" in parts else ""
            plural = PLURAL_END + parts["msgid_plural"] if "msgid_plural" in parts else ""
            found[context + parts["msgid"] + plural] = PLURAL_END.join(texts)
    return found


def _parts(lines: list[str]) -> dict[str, str]:
    """`msgid`, `msgstr[0]` and their like, each with its lines joined."""
    parts: dict[str, str] = {}
    name = ""
    for line in lines:
        word, _, quoted = line.partition(" ") if not line.startswith('"') else (name, "", line)
        name = word
        parts[name] = parts.get(name, "") + str(ast.literal_eval(quoted))
    return parts


def main(*, arguments: list[str]) -> int:
    """Write what is out of date, or with `--check` only name it."""
    stale = out_of_date()
    for file in stale:
        environment.tell(f"{file.relative_to(environment.ROOT)} is not what its .po says")
        if "--check" not in arguments:
            file.write_bytes(compiled(source=file.with_suffix(".po").read_text(encoding="utf-8")))
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(arguments=sys.argv[1:]))
