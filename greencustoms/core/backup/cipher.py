"""Encryption of a stream of any length, so that a changed, moved, missing or added byte is noticed.

AES-256-GCM over pieces of one mebibyte, each with its number and whether it is the last one in its nonce (the STREAM
construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). The key comes from BACKUP_KEY by scrypt with a salt for
each file; a second part of it only tells whether the key is the right one, before anything is read.
"""

import hashlib
import hmac
import io
import os
import zlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .problems import DamagedError, WrongKeyError

MAGIC = b"GCBACK01"
SALT, PREFIX, PROOF, CHECKSUM, TAG = 16, 7, 16, 4, 16
HEADER = len(MAGIC) + SALT + PREFIX + PROOF + CHECKSUM
PIECE = 1024 * 1024


def keys_from(secret: str, salt: bytes) -> tuple[bytes, bytes]:
    """The key of the cipher, and what proves in the header that it is the right one."""
    derived = hashlib.scrypt(secret.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=64 * 1024 * 1024, dklen=64)
    return derived[:32], hmac.digest(derived[32:], MAGIC + salt, "sha256")[:PROOF]


def nonce(prefix: bytes, number: int, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])


class EncryptingWriter(io.RawIOBase):
    """Takes bytes and writes them encrypted to `target`. Only `finish` makes the file whole; closing alone does not."""

    def __init__(self, target, secret: str):
        salt, self.prefix = os.urandom(SALT), os.urandom(PREFIX)
        key, proof = keys_from(secret, salt)
        header = MAGIC + salt + self.prefix + proof
        self.header = header + zlib.crc32(header).to_bytes(CHECKSUM, "big")
        self.cipher, self.target, self.waiting, self.number = AESGCM(key), target, bytearray(), 0
        target.write(self.header)

    def writable(self):
        return True

    def write(self, data):
        self.waiting += data
        while len(self.waiting) > PIECE:
            self.put(bytes(self.waiting[:PIECE]), is_last=False)
            del self.waiting[:PIECE]
        return len(data)

    def put(self, piece, is_last):
        self.target.write(self.cipher.encrypt(nonce(self.prefix, self.number, is_last), piece, self.header))
        self.number += 1

    def finish(self):
        self.put(bytes(self.waiting), is_last=True)
        self.waiting.clear()


class DecryptingReader(io.RawIOBase):
    """Reads what `EncryptingWriter` wrote. Raises WrongKeyError at once, DamagedError where the damage is."""

    def __init__(self, source, secret: str):
        header = source.read(HEADER)
        body, checksum = header[:-CHECKSUM], header[-CHECKSUM:]
        if len(header) < HEADER or zlib.crc32(body).to_bytes(CHECKSUM, "big") != checksum:
            raise DamagedError("The backup is damaged: its first bytes are not what was written.")
        if not secret:
            raise WrongKeyError("The backup is encrypted: set BACKUP_KEY to the key it was made with.")
        salt = body[len(MAGIC) : len(MAGIC) + SALT]
        self.prefix = body[len(MAGIC) + SALT :][:PREFIX]
        key, proof = keys_from(secret, salt)
        if not hmac.compare_digest(proof, body[-PROOF:]):
            raise WrongKeyError("The backup was made with another BACKUP_KEY than the one that is set.")
        self.cipher, self.source, self.header = AESGCM(key), source, header
        self.number, self.next, self.ready, self.is_over = 0, source.read(PIECE + TAG), memoryview(b""), False

    def readable(self):
        return True

    def readinto(self, target):
        if not self.ready and not self.is_over:
            self.ready = memoryview(self.one_piece())
        size = min(len(target), len(self.ready))
        target[:size] = self.ready[:size]
        self.ready = self.ready[size:]
        return size

    def one_piece(self):
        sealed, self.next = self.next, self.source.read(PIECE + TAG)
        self.is_over = not self.next
        try:
            piece = self.cipher.decrypt(nonce(self.prefix, self.number, self.is_over), sealed, self.header)
        except InvalidTag:
            place = HEADER + self.number * (PIECE + TAG)
            raise DamagedError(
                f"The backup is damaged or cut off: what follows byte {place} is not what was written."
            ) from None
        self.number += 1
        return piece
