"""Draws a picture anew, as a program of its own: paths of the picture and of the copy, the format, the most pixels.

Runs without Django and with bounds on memory and time, so that a hostile picture ends this process and nothing else.
What it finds out it writes as JSON to its output.
"""

import errno
import io
import json
import resource
import sys

MEMORY_AT_MOST = 1536 * 1024 * 1024
SECONDS_AT_MOST = 50
OUTPUT_AT_MOST = 100 * 1024 * 1024
# Above so many pixels packing well takes longer than anybody waits.
LARGE_PIXELS = 10_000_000
QUICKLY = {"AVIF": {"speed": 10}, "PNG": {"compress_level": 3}, "WEBP": {"method": 2}}
# A JPEG of a phone may carry further pictures behind the first: smaller ones, or one with the brightness.
SAME_AS_JPEG = "MPO"

SAVING = {
    "JPEG": {"quality": 92, "subsampling": "4:2:0", "optimize": True},
    "PNG": {"compress_level": 6},
    "WEBP": {"quality": 90, "method": 4},
    "AVIF": {"quality": 80, "speed": 8, "max_threads": 1},
}
MODES = {
    "JPEG": ("L", "RGB"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA"),
    "WEBP": ("RGB", "RGBA"),
    "AVIF": ("RGB", "RGBA"),
}


class NotTakenError(Exception):
    def __init__(self, code, **params):
        super().__init__(code)
        self.told = {"refused": code, "params": params}


def main(source, target, wanted, pixels_at_most):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_AT_MOST, MEMORY_AT_MOST))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_AT_MOST, SECONDS_AT_MOST))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_AT_MOST, OUTPUT_AT_MOST))
    from PIL import Image

    # Our own bound on pixels comes before any is drawn.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(source, formats=[wanted, SAME_AS_JPEG] if wanted == "JPEG" else [wanted]) as picture:
        if picture.width * picture.height > pixels_at_most:
            raise NotTakenError("too_many_pixels", pixels=pixels_at_most // 1_000_000)
        if picture.format != SAME_AS_JPEG and getattr(picture, "n_frames", 1) > 1:
            raise NotTakenError("animated")
        picture.load()
        options = dict(SAVING[wanted])
        drawn = drawn_anew(picture, wanted)
        if wanted == "JPEG" and drawn is picture and picture.format == "JPEG":
            # The tables of the original lose least.
            options = {"quality": "keep", "optimize": True}
        if wanted == "WEBP" and is_lossless_webp(source):
            options = {"lossless": True, "method": 4}
        if drawn.width * drawn.height > LARGE_PIXELS:
            options.update(QUICKLY.get(wanted, {}))
        without_metadata(drawn)
        written = io.BytesIO()
        drawn.save(written, format=wanted, **options)
    with open(target, "wb") as waiting:
        waiting.write(written.getbuffer())
    return {"width": drawn.width, "height": drawn.height}


def drawn_anew(picture, wanted):
    """The picture upright, in the colours of sRGB, in a mode that the format can hold."""
    from PIL import ImageOps

    drawn = picture
    if picture.getexif().get(0x0112, 1) != 1:
        drawn = ImageOps.exif_transpose(picture)
    if drawn.mode.startswith("I;16") or drawn.mode in ("I", "F"):
        drawn = drawn.point(lambda value: value * (1 / 256)).convert("L")
    drawn = in_srgb(drawn)
    if drawn.mode not in MODES[wanted]:
        has_alpha = drawn.mode in ("LA", "La", "PA", "RGBa", "RGBA") or "transparency" in drawn.info
        drawn = drawn.convert("RGBA" if has_alpha and wanted != "JPEG" else "RGB")
    return drawn


def in_srgb(picture):
    """A profile of colours names the maker of the camera and more; the colours are put into sRGB, so it can go."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(found).lower():
            return picture
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, found, ImageCms.createProfile("sRGB"), outputMode=mode) or picture
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture


def without_metadata(picture):
    """Savers write what they find in `info`: of that only transparency may stay."""
    for key in list(picture.info):
        if key != "transparency":
            del picture.info[key]
    picture._exif = None


def is_lossless_webp(source):
    with open(source, "rb") as opened:
        return b"VP8L" in opened.read(64)


if __name__ == "__main__":
    try:
        told = main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
    except NotTakenError as refusal:
        told = refusal.told
    except MemoryError:
        told = {"refused": "bomb"}
    except OSError as error:
        told = {
            "refused": "no_room" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "damaged",
            "why": repr(error)[:300],
        }
    except Exception as error:  # noqa: BLE001 - whatever a picture breaks, it is the picture that is at fault
        told = {"refused": "damaged", "why": repr(error)[:300]}
    json.dump(told, sys.stdout)
