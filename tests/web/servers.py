"""Real servers, each in a process of its own, and what asks them."""

import http.client
import json
import os
import signal
import subprocess
import sys
from typing import NamedTuple
from urllib.parse import urlencode


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    """`telusur serve` in a process of its own, on a port that was free."""

    def __init__(self, folder, *options):
        folder.mkdir(parents=True, exist_ok=True)
        self.library = folder / "library"
        environment = {**os.environ, "XDG_CONFIG_HOME": str(folder / "config")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "telusur", "serve", "--port", "0",
             "--library", str(self.library), *options],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.address = self.process.stdout.readline().strip()
        self.port = int(self.address.rstrip("/").rpartition(":")[2])
        self.token = self.process.stderr.readline().strip().rpartition("token=")[2]

    def ask(self, path, method="GET", body=None, host=None, timeout=30, **headers):
        """Ask for a path; underscores in names of headers stand for hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            names["Host"] = host or f"127.0.0.1:{self.port}"
            connection.request(method, path, body, names)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path, **parameters):
        query = urlencode(parameters, doseq=True)
        return self.ask(f"{path}?{query}" if query else path)

    @property
    def with_token(self):
        """A header that carries the token."""
        return {"Authorization": f"Bearer {self.token}"}

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.said = self.process.communicate(timeout=20)[1]
        return self.process.returncode
