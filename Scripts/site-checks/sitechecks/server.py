"""A web server on loopback that treats the site as a strict production host would."""

import contextlib
import functools
import http.server
import mimetypes
import threading
import urllib.parse
from pathlib import Path

from .site import Site

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
LINE = "line="  # ask for a page with this query and the name of a slow line
GIVE_UP = 300  # seconds; a browser that is gone asks for no more pieces
TEXT = {"text/html", "text/css", "text/javascript", "text/plain"}


class SlowLine:
    """Over it a page comes in pieces, each when it is asked for: the looker decides what is shown, not the clock."""

    def __init__(self, name: str):
        self.query = LINE + name
        self._asked = threading.Semaphore(0)
        self._ended = threading.Event()

    @property
    def has_ended(self) -> bool:
        return self._ended.is_set()

    def next(self):
        self._asked.release()

    def wait(self):
        self._asked.acquire(timeout=GIVE_UP)

    def end(self):
        self._ended.set()


class Server:
    """Serves a site under a sub-path; anything outside the sub-path does not exist, as on a project page.

    A site that was built for an address is served under the path of that address.
    """

    def __init__(self, site: Site):
        prefix = site.base_path or "/some/sub/path/"
        self._lines: dict[str, SlowLine] = {}
        handler = functools.partial(_Handler, folder=site.folder, prefix=prefix, lines=self._lines)
        self._http = _Http(("127.0.0.1", 0), handler)
        self._http.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._http.server_port}"
        self.base = self.origin + prefix

    def slow_line(self) -> SlowLine:
        line = SlowLine(str(len(self._lines)))
        self._lines[line.query] = line
        return line

    def __enter__(self):
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._http.shutdown()
        self._http.server_close()


class _Http(http.server.ThreadingHTTPServer):
    request_queue_size = 128

    def handle_error(self, *_):
        """A browser hangs up whenever a page closes; a fault of ours would show as a failed request."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments, folder: Path, prefix: str, lines: dict[str, SlowLine]):
        self.folder, self.prefix, self.lines = folder, prefix, lines
        super().__init__(*arguments)

    def log_message(self, *_):
        pass

    def do_GET(self):
        path = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
        file = self._file(path)
        if file and file.is_dir():
            return self._send(301, b"", "text/plain", {"Location": urllib.parse.quote(path) + "/"})
        if file:
            return self._send(200, file.read_bytes(), _type(file))
        lost = self.folder / "404.html"
        # A page for wrong addresses is served at any depth. Asked for by its own name it counts as
        # found, so that looking at it there puts no failed request into the console.
        found = path.endswith("/404.html")
        self._send(
            200 if found else 404, lost.read_bytes() if lost.exists() else b"not found", "text/html; charset=utf-8"
        )

    do_HEAD = do_GET

    def _file(self, path: str) -> Path | None:
        if not path.startswith(self.prefix):
            return None
        file = (self.folder / path.removeprefix(self.prefix)).resolve()
        if not file.is_relative_to(self.folder):
            return None
        if file.is_dir() and path.endswith("/"):
            file /= "index.html"
        return file if file.exists() else None

    def _send(self, status: int, body: bytes, kind: str, headers: dict[str, str] = {}):
        self.send_response(status)
        answer = {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "LinkChecker": "fast",
            **headers,
        }
        for name, value in answer.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            # A browser that leaves the page hangs up first.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                if line := self.lines.get(urllib.parse.urlsplit(self.path).query):
                    self._send_slowly(body, line)
                else:
                    self.wfile.write(body)

    def _send_slowly(self, body: bytes, line: SlowLine):
        for number, piece in enumerate(_pieces(body)):
            if number > 0:
                line.wait()
            self.wfile.write(piece)
        line.end()


def _pieces(body: bytes) -> list[bytes]:
    """The head at once, since nothing shows without it; the frame line by line; what it holds in larger pieces."""
    lines = body.splitlines(keepends=True)
    head = next((number + 1 for number, line in enumerate(lines) if b"<body" in line), 0)
    start = next((number for number, line in enumerate(lines) if b"<main" in line), head)
    size = max(1, (len(lines) - start) // 20)
    rest = [b"".join(lines[at : at + size]) for at in range(start, len(lines), size)]
    return [b"".join(lines[:head]), *lines[head:start], *rest]


def _type(file: Path) -> str:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    kind = "text/javascript" if kind == "application/javascript" else kind
    return f"{kind}; charset=utf-8" if kind in TEXT else kind
