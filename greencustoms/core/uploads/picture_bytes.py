"""Takes place, camera and maker out of JPEG and PNG pictures that stand inside documents, without drawing them anew."""

import struct

PNG = b"\x89PNG\r\n\x1a\n"
PNG_OUT = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
JPEG = b"\xff\xd8"
EXIF = b"Exif\x00\x00"
# APP1 (Exif, XMP), APP3 to APP13 (makers, Photoshop) and comments. APP0, APP2 and APP14 say how colours are meant.
JPEG_OUT = {0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE}
NO_LENGTH = {0x01, *range(0xD0, 0xD9)}
START_OF_SCAN = 0xDA
ORIENTATION = 0x0112


def without_metadata(content: bytes) -> bytes:
    """The same picture without its metadata; what is no JPEG or PNG, or is damaged, as it came."""
    try:
        if content.startswith(PNG):
            return plain_png(content)
        if content.startswith(JPEG):
            return plain_jpeg(content)
    except (struct.error, IndexError):
        pass
    return content


def plain_png(content):
    kept, at = [PNG], len(PNG)
    while at + 12 <= len(content):
        length, name = struct.unpack_from(">L4s", content, at)
        if name not in PNG_OUT:
            kept.append(content[at : at + 12 + length])
        at += 12 + length
        if name == b"IEND":
            break
    return b"".join(kept)


def plain_jpeg(content):
    kept, at = [JPEG], 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker in NO_LENGTH or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + length]
        if marker not in JPEG_OUT:
            kept.append(segment)
        elif segment[4:10] == EXIF and (turned := orientation(segment[10:])) > 1:
            kept.append(only_orientation(turned))
        at += 2 + length
        if marker == START_OF_SCAN:
            kept.append(content[at:])
            return b"".join(kept)
    return content


def orientation(tiff):
    """Which way up the picture is meant, 1 to 8, out of the first directory of its Exif."""
    order = ">" if tiff[:2] == b"MM" else "<"
    (at,) = struct.unpack_from(f"{order}L", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    for index in range(min(count, 100)):
        tag, _type, _number, value = struct.unpack_from(f"{order}HHLH", tiff, at + 2 + index * 12)
        if tag == ORIENTATION:
            return value if value <= 8 else 1
    return 1


def only_orientation(turned):
    directory = struct.pack(">2sHL", b"MM", 42, 8) + struct.pack(">HHHLHHL", 1, ORIENTATION, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", 2 + len(EXIF) + len(directory)) + EXIF + directory
