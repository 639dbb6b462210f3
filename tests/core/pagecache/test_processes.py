"""The whole of it under gunicorn: two processes, a change made by a third, a process that is killed."""

import http.client
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import database

ROOT = Path(__file__).resolve().parents[3]


class Server:
    def __init__(self, folder):
        self.folder = folder
        with database.one_at_a_time():
            shutil.copy(database.migrated_sqlite(), folder / "db.sqlite3")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        settings = {"STATE_DIR": str(folder), "PORT": str(self.port), "WEB_CONCURRENCY": "2", "DEBUG": "true"}
        environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        environment |= {"DJANGO_SETTINGS_MODULE": "greencustoms.settings.dev", **settings}
        command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
        self.log = (folder / "log").open("w")
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=self.log, stderr=self.log)

    def get(self, address="/en/"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def wait(self, holds, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if holds():
                    return
            except OSError:
                assert self.process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.05)
        raise AssertionError("not within the time")

    def workers(self):
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return [int(pid) for pid in found.stdout.split()]

    def publish(self, title):
        """Change the home page as another program would: in the database, with a new stamp."""
        with sqlite3.connect(self.folder / "db.sqlite3", timeout=20) as other:
            other.execute("UPDATE wagtailcore_page SET title = ?, draft_title = ? WHERE depth = 2", (title, title))
            other.execute("INSERT INTO core_contentstamp (token, made_at) VALUES (12345, '2030-01-01 00:00:00')")
        other.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("server"))
    server.wait(lambda: server.get("/healthz")[0] == 200)
    yield server
    server.process.send_signal(signal.SIGQUIT)  # at once
    server.process.wait(30)


def test_a_change_shows_in_every_process_within_a_second(server):
    server.wait(lambda: server.get()[0] == 200)

    server.publish("Changed from outside")
    time.sleep(1)

    assert all("Changed from outside" in text for _status, text in (server.get() for _time in range(12)))


def test_a_killed_process_costs_no_later_request(server):
    server.wait(lambda: len(server.workers()) == 2)

    os.kill(server.workers()[0], signal.SIGKILL)
    time.sleep(0.2)

    assert [server.get()[0] for _time in range(10)] == [200] * 10
    server.wait(lambda: len(server.workers()) == 2, seconds=10)
