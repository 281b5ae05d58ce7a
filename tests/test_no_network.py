"""No part of the program opens a connection, and none of its modules could."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import crp_desktop

PACKAGE = Path(crp_desktop.__file__).parent
NETWORKED = frozenset(
    ("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "socketserver",
     "xmlrpc", "asyncio", "requests", "httpx", "aiohttp", "webbrowser", "PySide6.QtNetwork", "PySide6.QtWebEngineCore")
)  # fmt: skip
WATCH = """
import sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        print("NETWORK", event, file=sys.stderr, flush=True)
        raise SystemExit(99)

sys.addaudithook(watch)
from crp_desktop.cli import main
main(sys.argv[1:])
"""
TYPED = "text,speaker\nMore buses please,P1\n"


def _imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {".".join(name.split(".")[:depth]) for name in names for depth in (1, 2)}


@pytest.mark.parametrize(
    "file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.relative_to(PACKAGE))
)
def test_no_module_can_reach_a_network(file: Path) -> None:
    assert not _imported(ast.parse(file.read_text(encoding="utf-8"))) & NETWORKED


def test_the_command_line_opens_no_connection(tmp_path: Path) -> None:
    notes = tmp_path / "notes.csv"
    notes.write_text(TYPED, encoding="utf-8")
    store = str(tmp_path / "a.crp")
    for arguments in (
        ("demo", store),
        ("import", "notes", store, str(notes), "--workshop", "1"),
        ("search", store, "buses"),
        ("suggest", "They never ask for our views"),
        ("report", "workshop-summary", store, "-o", str(tmp_path / "a.pdf")),
        ("report", "workshop-summary", store, "-o", str(tmp_path / "a.docx")),
        ("check", store),
    ):
        done = subprocess.run(
            [sys.executable, "-c", WATCH, *arguments],
            capture_output=True, text=True, env={**os.environ, "HOME": str(tmp_path)},
        )  # fmt: skip
        assert done.returncode == 0, (arguments, done.stderr)
        assert "NETWORK" not in done.stderr
