"""Random names nobody can guess: addresses of papers, tokens, look-up factors."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata

# Crockford's base 32: no I, L, O, U, so that it survives a telephone line.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTER_BITS = 5  # of the thirty-two, each equally often
VERIFY_PATH = "/xac-thuc/"
LOOKUP_LENGTH, PRINTED_LENGTH = 8, 26
_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_FACTOR = re.compile(r"(?<!\w)(?=([0-9A-Z]{4})[\s.\-]{0,3}([0-9A-Z]{4})(?!\w))")
_IN_PATH = re.compile(rf"{VERIFY_PATH}([A-Za-z0-9_-]{{1,40}})")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")


def paper_address() -> str:
    """128 random bits, safe in an address."""
    return secrets.token_urlsafe(16)


def printed_address() -> str:
    """130 random bits as 26 characters that can be read off a paper and typed: what its QR code leads to."""
    return _letters(PRINTED_LENGTH)


def token() -> str:
    """256 random bits for a single-use link."""
    return secrets.token_urlsafe(32)


def token_digest(value: str) -> str:
    """What is stored instead of a token: enough to recognise it, useless to whoever reads the table."""
    return hashlib.sha256(value.encode()).hexdigest()


def lookup_factor() -> str:
    """Eight random characters that open a dossier's public page together with its code (domain ruling 11)."""
    return _letters(LOOKUP_LENGTH)


def _letters(count: int) -> str:
    """Drawn at once: the system's randomness costs by the call."""
    drawn = secrets.randbits(LETTER_BITS * count)
    return "".join(ALPHABET[drawn >> LETTER_BITS * place & len(ALPHABET) - 1] for place in range(count))


def plain(typed: str) -> str:
    """What was typed in the letters a keyboard has: full-width forms, odd dashes and invisible signs put right."""
    text = "".join(c for c in unicodedata.normalize("NFKC", typed) if c.isspace() or c.isprintable())
    return _DASHES.sub("-", text)


def alike(text: str) -> str:
    """Upper case with the look-alikes that our own letters leave out put right: O is 0, I and L are 1, U is V."""
    return text.upper().translate(_ALIKE)


def read_lookup_factor(typed: str) -> str:
    """What was typed, as it was printed: upper case, no separators, look-alikes put right, words around it left out."""
    text = alike(plain(typed))
    found = _FACTOR.findall(text)
    return "".join(found[-1]) if found else "".join(c for c in text if c in ALPHABET)


def read_printed_address(typed: str) -> tuple[str, str]:
    """The address in what was typed, scanned or pasted: as it stands, and as it was printed if it was typed off."""
    text = plain(typed).strip()
    found = _IN_PATH.search(text)
    bare = found[1] if found else re.sub(r"\s", "", text)
    return bare[:40], "".join(c for c in alike(bare) if c in ALPHABET)[:40]


def grouped(address: str) -> str:
    """«7KQ4 M2XD 9TBA …»: fours are easier to copy; reading it back ignores the blanks."""
    return " ".join(address[at : at + 4] for at in range(0, len(address), 4))
