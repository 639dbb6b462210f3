"""The first bytes of files: what a file is, and what is refused at first sight under any name."""

from .refusals import RefusedError

BYTES_READ = 4096
ARCHIVE = b"PK\x03\x04"
MARKS_OF_ORDER = b"\xef\xbb\xbf \t\r\n\x0b\x0c"

PICTURES = ((b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))

PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"\x00asm",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"@echo off",
    # A program for DOS that consists of letters only. Virus scanners are tested with it.
    b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$",
)
OTHER_ARCHIVES = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"MSCF",
    b"ISc(",
)
OTHER_PICTURES = (
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"8BPS",
    b"\x00\x00\x01\x00",
    b"\xff\x0a",
    b"\x00\x00\x00\x0cJXL",
)
OTHER_BRANDS = (b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Beginnings of what a browser would run or draw, in lower case.
WEB_PAGES = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<iframe", b"<?xml", b"<?php", b"<!--", b"<hta")  # fmt: skip


def kind_of(head: bytes) -> str:
    """The name of a kind for those first bytes, "" when others must look. Raises RefusedError for what is never taken."""
    begins = head.lstrip(MARKS_OF_ORDER)
    if begins.startswith(PROGRAMS) or begins[:9].lower() == b"@echo off":
        raise RefusedError("program")
    if head.startswith(OLD_OFFICE):
        raise RefusedError("old_office")
    if begins.startswith(b"{\\rtf"):
        raise RefusedError("rtf")
    if begins.lower().startswith(WEB_PAGES):
        raise RefusedError("web_page")
    if head.startswith(OTHER_ARCHIVES) or head[257:262] == b"ustar":
        raise RefusedError("archive")
    if begins.startswith(b"%PDF-"):
        return "pdf"
    return picture_kind(head)


def picture_kind(head):
    for sign, name in PICTURES:
        if head.startswith(sign):
            return name
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        if head[8:12] in (b"avif", b"avis"):
            return "avif"
        # Of a picture in a general container the list of brands says what it is.
        if head[8:12] == b"mif1" and b"avif" in head[16:64]:
            return "avif"
        if head[8:12] in OTHER_BRANDS:
            raise RefusedError("picture_kind")
    if head.startswith(OTHER_PICTURES):
        raise RefusedError("picture_kind")
    return ""
