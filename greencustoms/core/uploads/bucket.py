"""Files in an S3-compatible bucket in place of a folder. Nobody outside reads a bucket: the site hands everything out.

So an address of a picture is the same wherever it is kept, never expires in a page that is kept, and pages ask no other
host for anything. What goes wrong with a bucket is an `OSError`, as with a folder, and every wait has an end.
"""

import errno
from functools import wraps

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from .storage import BucketAwayError

SECONDS_TO_CONNECT = 2
SECONDS_FOR_AN_ANSWER = 10


def as_a_folder_would(method):
    @wraps(method)
    def call(*args, **kwargs):
        try:
            return method(*args, **kwargs)
        except ClientError as error:
            if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404:
                raise FileNotFoundError(errno.ENOENT, str(error)) from error
            raise BucketAwayError(errno.EIO, str(error)) from error
        except BotoCoreError as error:
            raise BucketAwayError(errno.EIO, str(error)) from error

    return call


class Bucket(S3Storage):
    """Media. Addresses are those of the site, under `MEDIA_URL`."""

    def __init__(self, **options):
        super().__init__(
            file_overwrite=False,
            client_config=Config(
                signature_version="s3v4",
                s3={"addressing_style": "path" if options.get("endpoint_url") else "auto"},
                connect_timeout=SECONDS_TO_CONNECT,
                read_timeout=SECONDS_FOR_AN_ANSWER,
                retries={"total_max_attempts": 2, "mode": "standard"},
            ),
            **options,
        )

    def url(self, name, **kwargs):
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"


class PrivateBucket(Bucket):
    """Files of partners. Nothing in it has an address."""

    def url(self, name, **kwargs):
        raise ValueError("A private file has no address.")


for name in ("_open", "_save", "delete", "exists", "listdir", "size", "get_modified_time"):
    setattr(Bucket, name, as_a_folder_would(getattr(S3Storage, name)))
