"""Make a virtual environment and keep it at the pins. Standard library only."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pythons

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PIP = ("-m", "pip", "install", "-qq", "--disable-pip-version-check")  # errors only
PINS = ("requirements.txt", "constraints.txt", "pyproject.toml")


def python_in(venv):
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(*command):
    """Run a command in the repository's root; a failure ends us with its status."""
    status = subprocess.run([str(part) for part in command], cwd=ROOT).returncode
    if status:
        sys.exit(status)


def create(venv, python):
    version, _ = pythons.ask([str(python_in(venv))]) or ("", "")
    if version not in pythons.SUPPORTED:
        print(f"Creating {venv.relative_to(ROOT)} with {python}", flush=True)
        run(python, "-m", "venv", "--clear", venv)


def install():
    """Install the pins and the package in place, if that was not done since they last changed."""
    stamp = VENV / ".installed"
    now = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in PINS)).hexdigest()
    if not (python_in(VENV).exists() and stamp.is_file() and stamp.read_text() == now):
        create(VENV, pythons.first())
        print("Installing what requirements.txt and constraints.txt pin; this takes a while", flush=True)
        run(python_in(VENV), *PIP, "-r", "requirements.txt", "-c", "constraints.txt")
        run(python_in(VENV), *PIP, "--no-deps", "--no-build-isolation", "-e", ".")
        stamp.write_text(now)
    return python_in(VENV)
