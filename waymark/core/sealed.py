"""Short texts kept encrypted in the database: secrets of one-time codes, drafts nobody else may read."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

__all__ = ["InvalidToken", "seal", "unseal"]


def seal(text: str) -> str:
    """The text under the newest of the council's field keys."""
    return _cipher().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed, under this field key or an older one. Raises InvalidToken when no key here opens it."""
    return _cipher().decrypt(sealed.encode()).decode()


def _cipher() -> MultiFernet:
    digests = [hashlib.sha256(b"waymark fields:" + key.encode()).digest() for key in settings.FIELD_KEYS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
