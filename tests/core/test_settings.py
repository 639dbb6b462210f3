"""Settings are read in a process of their own, as they are in life."""

import os
import subprocess
import sys

import pytest

COMPLETE = {
    "SECRET_KEY": "".join(chr(33 + number) for number in range(60)),
    "ALLOWED_HOSTS": "greencustoms.example",
    "BASE_URL": "https://greencustoms.example",
    "DATABASE_URL": "sqlite:///:memory:",
}


def start(code="", **environment):
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "greencustoms.settings.production"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", sorted(COMPLETE))
def test_production_refuses_to_start_without_a_secret_and_names_it(missing):
    process = start(**{name: value for name, value in COMPLETE.items() if name != missing})

    assert process.returncode != 0
    assert f"Set the environment variable {missing}" in process.stderr


def test_production_refuses_a_weak_key():
    process = start(**COMPLETE | {"SECRET_KEY": "short"})

    assert "SECRET_KEY is too weak" in process.stderr


def test_production_starts_with_all_of_them():
    code = "from django.conf import settings; print(settings.DEBUG, settings.SESSION_COOKIE_SECURE)"

    process = start(code, **COMPLETE)

    assert process.returncode == 0, process.stderr
    assert process.stdout.split() == ["False", "True"]


def test_the_development_secret_is_made_once_and_readable_by_its_owner_only(tmp_path):
    from greencustoms.settings.secret import secret_key_from_file

    path = tmp_path / "state" / "secret_key"

    first = secret_key_from_file(path)

    assert len(first) == 50
    assert secret_key_from_file(path) == first
    assert path.stat().st_mode & 0o777 == 0o600


def test_production_counts_tries_by_the_address_that_the_server_in_front_saw():
    code = (
        "from django.conf import settings; print(settings.TRUSTED_PROXIES, settings.SIGNED_COOKIE_LEGACY_SALT_FALLBACK)"
    )

    assert start(code, **COMPLETE).stdout.split() == ["1", "False"]
    assert start(code, **COMPLETE | {"TRUSTED_PROXIES": "2"}).stdout.split() == ["2", "False"]
