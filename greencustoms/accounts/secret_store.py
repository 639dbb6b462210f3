"""Encrypts the few secrets that must be read again, so that a copy of the database alone does not hold them.

The key is made from SECRET_KEY; what was encrypted under a key in SECRET_KEY_FALLBACKS can still be read.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(key_from(key)) for key in keys])


def key_from(secret: str) -> bytes:
    derived = hashlib.scrypt(secret.encode(), salt=b"greencustoms.accounts", n=2**10, r=8, p=1, dklen=32)
    return base64.urlsafe_b64encode(derived)


def encrypt(text: str) -> str:
    return cipher().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    return cipher().decrypt(text.encode()).decode()
