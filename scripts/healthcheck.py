"""Ask this container's site whether it is alive, under a host name that it accepts."""

import os
import sys
from http.client import HTTPConnection


def main() -> int:
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=4)
    connection.request("GET", "/healthz", headers={"Host": host or "localhost"})
    status = connection.getresponse().status
    print(status)
    return 0 if status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
