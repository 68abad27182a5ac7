"""Build what is released, and prove it: ``python .ci/release.py`` leaves it in ``dist/``.

Built twice, the sdist and the wheel are the same bytes. The wheel, in an empty environment far
from the sources, has the base compiled, and runs every example of the README without a network
and with a home that cannot be written. Needs ``build``.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^\$ (jiqun .*)$", re.MULTILINE)
INLINE = re.compile(r"`(jiqun [^`]+)`")
SESSION = re.compile(r"```pycon\n(.*?)```", re.DOTALL)

OFFLINE = """
import socket


def _refuse(*arguments, **named):
    raise OSError("there is no network here")


socket.socket.connect = socket.getaddrinfo = socket.create_connection = _refuse
"""
COMPILED = """
from pathlib import Path
from jiqun import loading
from jiqun.loading import cache
assert cache.load(loading.shipped_path(), cache.content_key([loading.base_path().read_bytes()]))
assert "site-packages" in Path(loading.__file__).parts
"""


def built(folder: Path) -> dict[str, bytes]:
    """Build the sdist, and the wheel from it, into a folder; return them by name."""
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def commands(text: str) -> Iterator[list[str]]:
    """Yield every command of the README but those of its English part, which name no entry."""
    text = text.split("## In English")[0]
    for command in dict.fromkeys([*BLOCK.findall(text), *INLINE.findall(text)]):
        # It writes into the home, which is the one that cannot be written here.
        if "--install-completion" not in command:
            yield shlex.split(command)


def try_wheel(wheel: Path, folder: Path) -> None:
    """Install a wheel into an empty environment and run every example of the README there."""
    venv.create(folder / "venv", with_pip=True)
    scripts = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    python = str(scripts / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", str(wheel)], check=True)
    packages = next((folder / "venv").rglob("site-packages"))
    (packages / "sitecustomize.py").write_text(OFFLINE, encoding="utf-8")
    (folder / "file").touch()
    shutil.copytree(ROOT / "examples", folder / "work" / "examples")
    # A home below a file: nobody can make it, whatever they may do.
    home = str(folder / "file" / "home")
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("JIQUN", "XDG"))},
        **dict.fromkeys(("HOME", "USERPROFILE", "LOCALAPPDATA"), home),
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "BROWSER": "true",
        "PYTHONUTF8": "1",
    }
    run([python, "-c", COMPILED], folder / "work", environment)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in commands(text):
        run([str(scripts / command[0]), *command[1:]], folder / "work", environment)
    sessions = folder / "work" / "sessions.txt"
    sessions.write_text("\n".join(SESSION.findall(text)), encoding="utf-8")
    run([python, "-m", "doctest", sessions.name], folder / "work", environment)


def run(command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
    """Run a command; exit where it fails."""
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    # What differs is no failure of the command.
    if done.returncode not in ((0, 1) if command[1:2] == ["diff"] else (0,)):
        sys.exit(
            f"{shlex.join(command)}: {done.returncode}\n{done.stderr.decode(errors='replace')}"
        )


def main() -> None:
    """Build twice, compare, and try the wheel."""
    with tempfile.TemporaryDirectory() as again, tempfile.TemporaryDirectory() as far:
        first, second = built(ROOT / "dist"), built(Path(again))
        if {name: first.get(name) for name in second} != second:
            sys.exit("built twice, the bytes differ")
        (wheel,) = (name for name in second if name.endswith(".whl"))
        try_wheel(ROOT / "dist" / wheel, Path(far))
    print(f"{', '.join(second)}: the same bytes twice, and every example of the README runs")


if __name__ == "__main__":
    main()
