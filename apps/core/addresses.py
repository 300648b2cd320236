"""Random names nobody can guess: addresses of papers, tokens, look-up factors."""

from __future__ import annotations

import hashlib
import secrets

# Crockford's base 32: no I, L, O, U, so that it survives a telephone line.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKUP_LENGTH = 8
_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def paper_address() -> str:
    """128 random bits, safe in an address."""
    return secrets.token_urlsafe(16)


def token() -> str:
    """256 random bits for a single-use link."""
    return secrets.token_urlsafe(32)


def token_digest(value: str) -> str:
    """What is stored instead of a token: enough to recognise it, useless to whoever reads the table."""
    return hashlib.sha256(value.encode()).hexdigest()


def lookup_factor() -> str:
    """Eight random characters that open a dossier's public page together with its code (domain ruling 11)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LOOKUP_LENGTH))


def read_lookup_factor(typed: str) -> str:
    """What was typed, as it was printed: upper case, no separators, look-alikes put right."""
    return "".join(c for c in typed.upper().translate(_ALIKE) if c in ALPHABET)
