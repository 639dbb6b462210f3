"""The site and the servers in front of it, started for tests on free ports and ended by their ids."""

import http.client
import os
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests import database

ROOT = Path(__file__).resolve().parents[2]
HOST = "greencustoms.example"
SECRET = "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def wait_until(holds, seconds=30, process=None):
    """Wait until it holds. A connection that is refused means that it does not hold yet."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := holds():
                return found
        except (OSError, http.client.HTTPException):
            pass
        if process is not None and process.poll() is not None:
            raise AssertionError(f"It stopped with {process.returncode}.")
        time.sleep(0.03)
    raise AssertionError("not within the time")


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def __getitem__(self, name):
        return self.headers.get(name)


def ask(port, path, method="GET", body=None, host=HOST, tls=None, **headers):
    """Ask a server on this machine. Headers are named with underscores."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    if tls:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.sock = tls.wrap_socket(socket.create_connection(("127.0.0.1", port), 10), server_hostname=host)
    else:
        headers.setdefault("X-Forwarded-Proto", "https")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, {"Host": host, **headers})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


class Program:
    """A program that runs beside the test."""

    def __init__(self, command, folder, name, environment=None, cwd=ROOT):
        self.path = folder / f"{name}.log"
        self.log = self.path.open("a")
        self.process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=self.log, stderr=self.log)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(30)
        self.log.close()

    def kill(self):
        """At once, with all its workers, as a machine that loses its power."""
        for process in [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]:
            process.kill()
        self.stop()


class Site:
    """Processes of the site with production settings, all with one state, each on a port of its own."""

    def __init__(self, folder, **settings):
        self.folder = folder
        self.state = folder / "state"
        self.state.mkdir()
        with database.one_at_a_time():
            shutil.copy(database.migrated_sqlite(), self.state / "db.sqlite3")
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "DJANGO_SETTINGS_MODULE": "tests.deploy.settings",
            "SECRET_KEY": SECRET,
            "ALLOWED_HOSTS": HOST,
            "BASE_URL": f"https://{HOST}",
            "DATABASE_URL": f"sqlite:///{self.state}/db.sqlite3",
            "STATE_DIR": str(self.state),
            "WEB_CONCURRENCY": "1",
            "TRUSTED_PROXIES": "2",
            **settings,
        }
        self.programs = {}

    def start(self, port):
        command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
        self.programs[port] = Program(command, self.folder, f"site-{port}", self.environment | {"PORT": str(port)})

    def wait(self, port):
        wait_until(lambda: ask(port, "/healthz").status == 200, 60, self.programs[port].process)

    def kill(self, port):
        self.programs.pop(port).kill()

    def kill_all(self):
        for port in list(self.programs):
            self.kill(port)

    def publish(self, title, is_withdrawal=False):
        """Change the home page as another program would: in the database, with a new stamp."""
        token = 2**48 + 5 if is_withdrawal else time.time_ns() % 10**9
        with sqlite3.connect(self.state / "db.sqlite3", timeout=20) as other:
            other.execute("UPDATE wagtailcore_page SET title = ?, draft_title = ? WHERE depth = 2", (title, title))
            other.execute(
                "INSERT INTO core_contentstamp (token, made_at) VALUES (?, strftime('%Y-%m-%d %H:%M:%f', 'now'))",
                (token,),
            )
        other.close()


class Varnish:
    """The configuration of `deploy/varnish` in front of processes of the site on these ports."""

    def __init__(self, folder, port, backends):
        self.port = port
        self.folder = folder / "varnish"
        self.folder.mkdir()
        site = (ROOT / "deploy/varnish/site.vcl").read_text()
        for written, real in zip(("8001", "8002"), backends, strict=True):
            site = site.replace(f'.port = "{written}"', f'.port = "{real}"')
        (self.folder / "site.vcl").write_text(site.replace(".interval = 1s", ".interval = 200ms"))
        shutil.copy(ROOT / "deploy/varnish/default.vcl", self.folder)
        command = ["varnishd", "-j", "none", "-F", "-n", str(self.folder / "work"), "-a", f"127.0.0.1:{port}"]
        command += ["-f", str(self.folder / "default.vcl"), "-s", "malloc,32m", "-p", "http_gzip_support=off"]
        command += ["-p", f"vcl_path={self.folder}", "-p", "thread_pool_min=10"]
        self.program = Program(command, folder, "varnish")

    def wait(self):
        wait_until(lambda: ask(self.port, "/healthz").status == 200, 60, self.program.process)

    def stop(self):
        self.program.stop()


class Nginx:
    """The configuration of `deploy/nginx` on free ports, with a certificate made for the test."""

    def __init__(self, folder, port, behind, state):
        self.folder = folder / "nginx"
        (self.folder / "snippets").mkdir(parents=True)
        self.port = port
        key, certificate = self.folder / "key.pem", self.folder / "fullchain.pem"
        request = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
        names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", key, "-out", certificate]
        subprocess.run([*request.split(), *names], check=True, capture_output=True)
        text = (ROOT / "deploy/nginx/greencustoms.conf").read_text()
        for written, real in {
            "listen [::]:80": "# listen",
            "listen [::]:443": "# listen",
            "listen 443": f"listen 127.0.0.1:{port}",
            "listen 80": f"listen 127.0.0.1:{free_port()}",
            "127.0.0.1:6081": f"127.0.0.1:{behind}",
            "/etc/ssl/greencustoms": str(self.folder),
            "/var/log/nginx": str(self.folder),
            "/var/lib/greencustoms": str(state),
            "snippets/": f"{self.folder}/snippets/",
        }.items():
            assert written in text, written
            text = text.replace(written, real)
        (self.folder / "site.conf").write_text(text)
        shutil.copy(ROOT / "deploy/nginx/greencustoms-files.conf", self.folder / "snippets")
        temporary = "".join(
            f"{name}_temp_path {self.folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;" if os.getuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(
            f"{user} daemon off; worker_processes 1; pid {self.folder}/pid; error_log {self.folder}/error.log;"
            f"events {{}} http {{ include /etc/nginx/mime.types; access_log off; {temporary} include {self.folder}/site.conf; }}"
        )
        self.command = ["nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        self.program = Program(self.command, folder, "nginx")
        self.tls = ssl.create_default_context(cafile=certificate)

    def wait(self):
        wait_until(lambda: self.ask("/healthz").status == 200, 30, self.program.process)

    def ask(self, path, **options):
        return ask(self.port, path, tls=self.tls, **options)

    def stop(self):
        self.program.stop()
