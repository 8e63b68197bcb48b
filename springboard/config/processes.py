"""Runs the web server and the worker side by side, and keeps both alive."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from springboard.config import env

RESTART_PAUSE = 1.0
LOCAL = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - listening everywhere is asked on this machine


def web_command(workers: int) -> list[str]:
    """granian serving the WSGI application on SPRINGBOARD_BIND:PORT."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws",
        "--host", env.text("SPRINGBOARD_BIND"), "--port", str(env.number("PORT")),
        "--workers", str(workers), "--blocking-threads", "4",
        "--respawn-failed-workers", "--log-level", "warning",
        "springboard.config.wsgi:application",
    ]  # fmt: skip


def worker_command() -> list[str]:
    return [sys.executable, "-m", "springboard", "worker"]


def _end_with_parent() -> None:
    """On Linux a child ends when its parent is killed, even with -9: no orphan keeps the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own commands only
        command,
        env=os.environ.copy(),
        preexec_fn=_end_with_parent,  # noqa: PLW1509
    )


def port_taken() -> bool:
    """Whether another program already listens where we are to listen."""
    family = socket.AF_INET6 if ":" in env.text("SPRINGBOARD_BIND") else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((env.text("SPRINGBOARD_BIND"), env.number("PORT")))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False


def answers() -> bool:
    """Whether somebody listens on the address: only then is it told to people."""
    host = env.text("SPRINGBOARD_BIND")
    try:
        socket.create_connection((LOCAL.get(host, host), env.number("PORT")), timeout=0.2).close()
    except OSError:
        return False
    return True


class Supervisor:
    """Starts every command, starts again what dies, and ends all of them together."""

    def __init__(self, commands: list[list[str]]) -> None:
        self.commands = commands
        self.children: list[subprocess.Popen[bytes]] = []
        self.ending = False

    def run(self, ready: Callable[[], None] | None = None) -> int:
        """Until a signal, or until the web server cannot be started; returns the exit status."""
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, self._end)
        self.children = [_start(command) for command in self.commands]
        started = time.monotonic()
        while not self.ending:
            if ready is not None and answers():
                ready()
                ready = None
            time.sleep(0.1 if ready else 0.3)
            for place, child in enumerate(self.children):
                if child.poll() is None or self.ending:
                    continue
                if place == 0 and time.monotonic() - started < 5:
                    self._stop()
                    return child.returncode or 1
                time.sleep(RESTART_PAUSE)
                self.children[place] = _start(self.commands[place])
        self._stop()
        return 0

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.ending = True

    def _stop(self) -> None:
        for child in self.children:
            if child.poll() is None:
                child.terminate()
        for child in self.children:
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()
