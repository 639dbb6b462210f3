"""A made-up site behind Varnish: it says what a test wants, and remembers what it was asked."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEEP = {"Surrogate-Control": "max-age=3600", "Vary": "Accept-Encoding, Cookie, Save-Data"}


class Origin:
    def __init__(self, port):
        self.port = port
        self.asked = []
        self.forget()
        self.start()

    def forget(self):
        self.asked.clear()
        self.status, self.headers, self.text, self.seconds, self.hang_up = 200, dict(KEEP), "page", 0, 0

    def start(self):
        self.server = Server(("127.0.0.1", self.port), Handler)
        self.server.origin = self
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 100


class Handler(BaseHTTPRequestHandler):
    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        origin = self.server.origin
        if self.path == "/healthz":
            return self.say(200, {}, "ok")
        origin.asked.append((self.command, self.path, self.headers, body))
        if origin.hang_up:
            origin.hang_up -= 1
            self.close_connection = True
            return None
        text = origin.text
        time.sleep(origin.seconds)
        return self.say(origin.status, origin.headers, text)

    do_GET = do_POST = do_HEAD = answer  # noqa: N815 - named by the standard library

    def say(self, status, headers, text):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text.encode())

    def log_message(self, *args):
        pass
