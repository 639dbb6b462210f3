"""The files in `deploy/` are in step with the site, and those who read them find nothing wrong."""

import re
import shutil
import subprocess
import sys

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from .running import ROOT

DEPLOY = ROOT / "deploy"
VCL = (DEPLOY / "varnish/default.vcl").read_text()
TIMERS = sorted((DEPLOY / "systemd").glob("*.timer"))


def test_varnish_knows_exactly_the_parameters_of_the_settings():
    named = re.search(r"\(\?!\(\?:([a-z|]+)\)", VCL).group(1).split("|")

    assert named == sorted(settings.PAGE_PARAMETERS), "change the list in deploy/varnish/default.vcl, too"


def test_varnish_knows_the_languages_of_the_settings():
    codes = [code for code, _name in settings.LANGUAGES]

    assert re.findall(r'languages\.add\("([a-z-]+)"\)', VCL) == codes
    assert f"^/({'|'.join(codes)})/" in VCL


@pytest.mark.skipif(not shutil.which("varnishd"), reason="needs Varnish")
def test_varnish_reads_what_is_written_for_containers(tmp_path):
    environment = {
        "BACKENDS": "127.0.0.1:8000 localhost:8001",
        "MAY_PURGE": "172.16.0.0/12 127.0.0.1",
        "SITE_HOST": "a.b",
    }
    written = subprocess.run(DEPLOY / "varnish/write_site_vcl.sh", env=environment, capture_output=True, check=True)
    (tmp_path / "site.vcl").write_bytes(written.stdout)

    command = ["varnishd", "-C", "-j", "none", "-p", f"vcl_path={tmp_path}", "-f", DEPLOY / "varnish/default.vcl"]
    read = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    assert read.returncode == 0, read.stderr


@pytest.fixture
def units(tmp_path):
    """The units as they are installed, with programs that exist on this machine."""
    for path in (DEPLOY / "systemd").iterdir():
        text = path.read_text().replace("/srv/greencustoms/current/.venv/bin/python", sys.executable)
        (tmp_path / path.name).write_text(text)
    return tmp_path


needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")


@needs_systemd
def test_systemd_has_nothing_against_the_units(units):
    services = ["greencustoms@8001.service", "greencustoms-command@backup.service", "greencustoms-alarm@x.service"]
    paths = [units / name for name in services] + [units / timer.name for timer in TIMERS]

    checked = subprocess.run(["systemd-analyze", "verify", *paths], capture_output=True, text=True, check=False)

    assert (checked.returncode, [line for line in checked.stderr.splitlines() if "greencustoms" in line]) == (0, [])


@needs_systemd
@pytest.mark.parametrize("name", ["greencustoms@.service", "greencustoms-command@.service"])
def test_a_process_of_the_site_may_do_little_on_its_machine(units, name):
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", units / name]

    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("timer", TIMERS, ids=lambda timer: timer.stem)
def test_each_timer_starts_a_command_that_exists(timer):
    command = re.search(r"^Unit=greencustoms-command@(\w+)\.service$", timer.read_text(), re.M).group(1)

    assert timer.stem == f"greencustoms-{command}"
    assert command in get_commands()


def test_containers_name_only_files_and_variables_that_exist():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    readme = (ROOT / "README.md").read_text()
    read_from_outside = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}

    for name, service in services.items():
        for variable in service.get("environment", {}):
            assert f"`{variable}`" in readme or variable in read_from_outside, f"{name}: {variable}"
        for volume in service.get("volumes", []):
            if volume.startswith("./"):
                assert (ROOT / volume.split(":")[0]).exists(), f"{name}: {volume}"
