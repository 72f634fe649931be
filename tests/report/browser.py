"""A real headless Chromium with an empty profile that can reach nothing: what a reader would see."""

import html
import json
import re
import shutil
import struct
import subprocess
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    # Port 9 (discard) refuses: whatever the page asked for would fail and stand in the net log.
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
)


class Browser:
    """Runs Chromium once per question; every run has its own new profile below ``folder``."""

    def __init__(self, folder: Path) -> None:
        found = shutil.which("chromium")
        assert found, "Chromium is missing: apt-get install chromium fonts-noto-cjk (docs/development.md)"
        self.program = found
        self.folder = folder

    def run(self, page: Path, *flags: str) -> str:
        with tempfile.TemporaryDirectory(dir=self.folder) as profile:
            command = [self.program, *_FLAGS, f"--user-data-dir={profile}", *flags, page.as_uri()]
            done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        return done.stdout

    def screenshot(self, page: Path, width: int, height: int) -> "Picture":
        target = self.folder / f"{page.stem}-{width}.png"
        self.run(
            framed(page, width, height), f"--window-size={max(width, 500)},{height}", f"--screenshot={target}"
        )
        return read_png(target)

    def widths(self, page: Path, width: int) -> dict[str, int]:
        """scrollWidth and clientWidth of the page laid out at that width."""
        probe = (
            "<script>onload=()=>{const d=document.querySelector('iframe').contentDocument.documentElement;"
            "document.body.dataset.widths=JSON.stringify({scroll:d.scrollWidth,client:d.clientWidth})}</script>"
        )
        dom = self.run(framed(page, width, 900, probe), "--dump-dom")
        found = re.search(r'data-widths="([^"]*)"', dom)
        assert found, "the probe did not run"
        widths: dict[str, int] = json.loads(html.unescape(found[1]))
        return widths

    def requests(self, page: Path) -> list[str]:
        """Every address that a page asked for, from Chromium's net log, one event per line.

        The browser itself also tries to call its makers; these requests have no origin and fail at the proxy.
        """
        log = self.folder / f"{page.stem}-net.json"
        self.run(page, f"--log-net-log={log}", "--dump-dom")
        lines = [line for line in log.read_text(encoding="utf-8").splitlines() if '"initiator"' in line]
        asked = [json.loads(line.rstrip(",]}") + "}")["params"] for line in lines]
        return sorted({each["url"] for each in asked if each["initiator"] != "not an origin"})

    def printed_pages(self, page: Path) -> int:
        """Number of pages of the printed page."""
        target = self.folder / f"{page.stem}.pdf"
        self.run(page, "--no-pdf-header-footer", f"--print-to-pdf={target}")
        return len(re.findall(rb"/Type\s*/Page[^s]", target.read_bytes()))


def framed(page: Path, width: int, height: int, script: str = "") -> Path:
    """The page in a frame of that width: the window of a headless Chromium is never narrower than 500 px."""
    target = page.with_name(f"{page.stem}-framed-{width}.html")
    content = html.escape(page.read_text(encoding="utf-8"))
    frame = f'<iframe style="border:0;width:{width}px;height:{height}px" srcdoc="{content}"></iframe>'
    target.write_text(f'<!doctype html><body style="margin:0">{frame}{script}', encoding="utf-8")
    return target


@dataclass(frozen=True)
class Picture:
    """width and height in pixels; colours: how many different byte values of the decoded picture lines."""

    width: int
    height: int
    lines: int


def read_png(path: Path) -> Picture:
    """Size of a PNG and how many different pixel lines it has; a blank page has one."""
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height, _, kind = struct.unpack(">IIBB", data[16:26])
    chunks, at = b"", 8
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        chunks += data[at + 8 : at + 8 + size] if name == b"IDAT" else b""
        at += size + 12
    raw = zlib.decompress(chunks)
    stride = 1 + width * {2: 3, 6: 4}[kind]
    return Picture(width, height, len({raw[i : i + stride] for i in range(0, len(raw), stride)}))
