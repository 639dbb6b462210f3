"""Hostile pictures: too many pixels, too many frames, too much text, broken ones. As (id, name, content, code)."""

import io
import struct
import zlib

from PIL import Image, PngImagePlugin

from tests.core.uploads.sample_files import photo


def chunk(name, content):
    return struct.pack(">L", len(content)) + name + content + struct.pack(">L", zlib.crc32(name + content))


def pixel_flood(width=60_000, height=60_000):
    """A PNG of a few bytes that would be drawn as 3,600 million pixels."""
    header = struct.pack(">2L5B", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def honest_flood():
    """Some 49 million pixels, all of them there."""
    buffer = io.BytesIO()
    Image.new("1", (7_000, 7_000)).save(buffer, "PNG")
    return buffer.getvalue()


def jpeg_flood():
    """A small JPEG whose header was changed to 65,000 by 65,000."""
    content = bytearray(photo())
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">2H", 65_000, 65_000)
    return bytes(content)


def text_bomb():
    """A PNG with a text that unpacks to 80 MB."""
    content = photo("PNG")
    bomb = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(80 * 1024 * 1024)))
    return content[:33] + bomb + content[33:]


def animation(kind, frames=30):
    buffer = io.BytesIO()
    pictures = [Image.new("RGB", (40, 40), (index * 8, 0, 0)) for index in range(frames)]
    pictures[0].save(buffer, kind, save_all=True, append_images=pictures[1:])
    return buffer.getvalue()


def text_of_many():
    """A PNG with a thousand texts of 100 kB each."""
    text = PngImagePlugin.PngInfo()
    for number in range(1_000):
        text.add_text(f"a{number}", "a" * 100_000, zip=True)
    return photo("PNG", pnginfo=text)


PICTURES = [
    ("pixel flood PNG", "a.png", pixel_flood, "too_many_pixels"),
    ("pixel flood JPEG", "a.jpg", jpeg_flood, "too_many_pixels"),
    ("too many honest pixels", "a.png", honest_flood, "too_many_pixels"),
    ("text bomb PNG", "a.png", text_bomb, "damaged"),
    ("a thousand texts in a PNG", "a.png", text_of_many, "damaged"),
    ("animated PNG", "a.png", lambda: animation("PNG"), "animated"),
    ("animated WebP", "a.webp", lambda: animation("WEBP"), "animated"),
    ("animated AVIF", "a.avif", lambda: animation("AVIF", 5), "animated"),
    ("GIF", "a.gif", lambda: animation("GIF"), "kind"),
    ("GIF as JPEG", "a.jpg", lambda: animation("GIF"), "picture_kind"),
    ("PNG as JPEG", "a.jpg", lambda: photo("PNG"), "ending"),
    ("TIFF as PNG", "a.png", lambda: photo("TIFF"), "picture_kind"),
    ("cut JPEG", "a.jpg", lambda: photo(width=400, height=400)[:900], "damaged"),
    ("cut PNG", "a.png", lambda: photo("PNG")[:60], "damaged"),
    ("cut WebP", "a.webp", lambda: photo("WEBP")[:40], "damaged"),
    ("noise after the sign of JPEG", "a.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, "damaged"),
    ("noise after the sign of AVIF", "a.avif", lambda: b"\x00\x00\x00\x20ftypavif" + bytes(range(256)) * 9, "damaged"),
]
