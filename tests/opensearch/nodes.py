"""A real OpenSearch of one node or several on loopback, out of Maven's jars: `Cluster`.

    python tests/opensearch/nodes.py 3              starts three and says where; Ctrl-C stops them
    python tests/opensearch/nodes.py 1 --measured   one with the memory and the compilers of one in use

Needs Java 17 and Maven. The jars are resolved once, into `build/opensearch` and Maven's own cache.
"""

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import Any

_HERE = Path(__file__).resolve().parent
_SOURCES = _HERE / "node"
_JARS = _HERE.parents[1] / "build" / "opensearch"
_PLUGINS = (
    "org.opensearch.transport.Netty4Plugin",
    "org.opensearch.analysis.common.CommonAnalysisPlugin",
    "OpenSearchNode$Leases",
)
_HEAP_MB = 512
_START_SECONDS = 120
_STOP_SECONDS = 20

_JAVA = ("-Xshare:auto", "-Dlog4j2.disableJmx=true")

# The first compiler alone: a node is up in half the processor time, and slower ever after.
_QUICKLY_UP = (
    f"-Xms{_HEAP_MB}m", f"-Xmx{_HEAP_MB}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"
)  # fmt: skip

# What OpenSearch is delivered with.
_AS_IN_USE = ("-Xms1g", "-Xmx1g", "-XX:+UseG1GC")


def class_path() -> str:
    """Resolve the jars and compile the launcher, where that has not been done.

    Raises:
        subprocess.CalledProcessError: Maven or Java failed, and said why.
        FileNotFoundError: one of them is missing.
    """
    listed = _JARS / "class-path.txt"
    if not listed.exists() or not all(map(os.path.exists, listed.read_text().split(":"))):
        _JARS.mkdir(parents=True, exist_ok=True)
        maven = ["mvn", "-q", "-B", "initialize", f"-Djars={_JARS}"]
        subprocess.run(maven, cwd=_SOURCES, check=True, stdout=sys.stderr)
    jars, source = listed.read_text().strip(), _SOURCES / "OpenSearchNode.java"
    compiled = _JARS / "OpenSearchNode.class"
    if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(["javac", "-cp", jars, "-d", _JARS, source], check=True)
    return f"{jars}:{_JARS}:{_SOURCES}"


def security_jars() -> list[Path]:
    """Return the jars of the security plugin that the others lack, after `class_path`."""
    known = {Path(jar).name for jar in (_JARS / "class-path.txt").read_text().split(":")}
    return [jar for jar in sorted((_JARS / "security").glob("*.jar")) if jar.name not in known]


def free_ports(count: int) -> list[int]:
    """Return ports of loopback that nobody listens at."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in held]
    for one in held:
        one.close()
    return ports


class Cluster:
    """Some nodes, each a process; use it in a `with` statement, or call `stop`."""

    def __init__(
        self,
        folder: Path,
        count: int = 1,
        settings: Mapping[str, str] | None = None,
        plugins: Sequence[str] = (),
        jars: Sequence[Path] = (),
        certificate: Path | None = None,
        login: str = "",
        java: Sequence[str] = _QUICKLY_UP,
    ) -> None:
        """Name the nodes; none is started yet.

        Args:
            folder: for their data and logs.
            count: how many there are.
            settings: what every node is told beside the usual.
            plugins: the classes of further plugins.
            jars: what these plugins need.
            certificate: what signed those of the nodes, where they speak TLS.
            login: the user and the password that `ask` uses, with a colon between.
            java: further options of Java, its memory among them.
        """
        self._java = ["java", *_JAVA, *java]
        self.folder = folder
        self.http_ports = free_ports(count)
        self._transport_ports = free_ports(count)
        self._settings = dict(settings or {})
        self._plugins = ",".join([*_PLUGINS, *plugins])
        self._jars = [*jars]
        self._certificate = certificate
        self._login = login
        self._processes: dict[int, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Cluster":
        try:
            for node in range(len(self.http_ports)):
                self.start(node)
            self.wait()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def host(self, node: int = 0) -> str:
        """Return where a node listens, as `host:port`."""
        return f"127.0.0.1:{self.http_ports[node]}"

    @property
    def hosts(self) -> str:
        """Where all of them listen, between commas."""
        return ",".join(map(self.host, range(len(self.http_ports))))

    def start(self, node: int) -> None:
        """Start a node, new or again; `wait` says when it answers."""
        home = self.folder / f"node{node}"
        names = [f"node{other}" for other in range(len(self.http_ports))]
        settings = {
            "cluster.name": self.folder.name,
            "node.name": home.name,
            "network.host": "127.0.0.1",
            "http.port": str(self.http_ports[node]),
            "transport.port": str(self._transport_ports[node]),
            "cluster.initial_cluster_manager_nodes": ",".join(names),
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{p}" for p in self._transport_ports),
            # A test machine's disk may be nearly full.
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            **self._settings,
        }
        home.mkdir(parents=True, exist_ok=True)
        jars = ":".join([class_path(), *map(str, self._jars)])
        with (self.folder / f"{home.name}.log").open("ab") as log:
            self._processes[node] = subprocess.Popen(
                [
                    *self._java, "-cp", jars, "OpenSearchNode", str(home), self._plugins,
                    *(f"{name}={value}" for name, value in settings.items()),
                ],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def kill(self, node: int) -> None:
        """Kill a node at once, as a power cut would."""
        self._processes[node].kill()
        self._processes.pop(node).wait()

    def stop(self) -> None:
        """Stop the nodes that run."""
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()

    def wait(self, status: str = "yellow") -> None:
        """Wait until all nodes that run are one cluster of at least this health.

        Raises:
            RuntimeError: they are not within two minutes.
        """
        deadline = monotonic() + _START_SECONDS
        wanted = f"/_cluster/health?wait_for_nodes={len(self._processes)}&wait_for_status={status}"
        while monotonic() < deadline:
            try:
                if not self.ask("GET", f"{wanted}&timeout=10s")["timed_out"]:
                    return
            except (OSError, ValueError):
                sleep(0.1)
            if any(process.poll() is not None for process in self._processes.values()):
                break
        raise RuntimeError(f"OpenSearch does not run: see the logs in {self.folder}")

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Ask a node that runs; see `ask`."""
        host = self.host(min(self._processes))
        return ask(host, method, path, body, self._certificate, self._login)


def ask(
    host: str,
    method: str,
    path: str,
    body: object = None,
    certificate: Path | None = None,
    login: str = "",
) -> Any:
    """Ask a node, without any code of Telusur.

    Raises:
        OSError: it cannot be asked, or answers with an error.
    """
    request = urllib.request.Request(
        f"{'https' if certificate else 'http'}://{host}{path}",
        None if body is None else json.dumps(body).encode(),
        {"Content-Type": "application/json"},
        method=method,
    )
    if login:
        request.add_header("Authorization", "Basic " + b64encode(login.encode()).decode())
    tls = ssl.create_default_context(cafile=certificate) if certificate else None
    with urllib.request.urlopen(request, timeout=60, context=tls) as answer:
        return json.load(answer)


def delete_indexes(hosts: str, name: str) -> None:
    """Delete the indexes of the libraries whose names begin so."""
    host = hosts.split(",")[0]
    for index in ask(host, "GET", f"/{name}*/_alias"):
        ask(host, "DELETE", f"/{index}")


def main() -> None:
    """Start as many nodes as the command line says, until it is interrupted."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    java = _AS_IN_USE if "--measured" in sys.argv else _QUICKLY_UP
    ends = {signal.SIGINT, signal.SIGTERM}
    with (
        tempfile.TemporaryDirectory(prefix="opensearch-") as folder,
        Cluster(Path(folder), count, java=java) as cluster,
    ):
        signal.pthread_sigmask(signal.SIG_BLOCK, ends)
        print(f"{cluster.hosts} (logs in {folder})", flush=True)
        signal.sigwait(ends)


if __name__ == "__main__":
    main()
