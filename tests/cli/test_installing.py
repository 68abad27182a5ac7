"""Completion is installed where the shell looks for it, or it is told what to add by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Result

Cli = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home of its own, whose owner has no other settings."""
    for name in ("ZDOTDIR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("shell", "script", "startup"),
    [
        ("bash", ".bash_completions/jiqun.sh", ".bashrc"),
        ("zsh", ".zfunc/_jiqun", ".zshrc"),
        ("fish", ".config/fish/completions/jiqun.fish", ""),
    ],
)
def test_install(cli: Cli, home: Path, shell: str, script: str, startup: str) -> None:
    if startup:
        (home / startup).write_text("alias a=b", encoding="utf-8")
    told = f"已为 {shell} 装好补全：{home / script}；重开终端后生效\n"
    for _ in range(2):
        assert cli("--install-completion", shell) == Result(0, "", told)
    assert (home / script).read_text(encoding="utf-8") == cli("--show-completion", shell).out
    if startup:
        first, line = (home / startup).read_text(encoding="utf-8").splitlines()
        assert first == "alias a=b"
        assert str((home / script).parent) in line


def test_zsh_is_followed_where_it_keeps_its_settings(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / "settings"
    monkeypatch.setenv("ZDOTDIR", str(folder))
    assert cli("--install-completion", "zsh").code == 0
    assert (folder / ".zfunc" / "_jiqun").exists()
    assert f"fpath+='{folder / '.zfunc'}'" in (folder / ".zshrc").read_text(encoding="utf-8")
    assert not (home / ".zshrc").exists()


def test_a_startup_file_that_cannot_be_written(cli: Cli, home: Path) -> None:
    (home / ".bashrc").mkdir()
    line = f"source '{home / '.bash_completions' / 'jiqun.sh'}'"
    said = f"写不了 {home / '.bashrc'}（是文件夹，不是文件），请自己加一行：{line}\n"
    assert cli("--install-completion", "bash") == Result(2, "", said)


@pytest.mark.parametrize(
    ("shell", "folder", "line"),
    [
        ("bash", ".bash_completions", 'eval "$(jiqun --show-completion bash)"'),
        ("zsh", ".zfunc", 'eval "$(jiqun --show-completion zsh)"'),
        ("fish", ".config", "jiqun --show-completion fish | source"),
    ],
)
def test_a_script_that_cannot_be_written(
    cli: Cli, home: Path, shell: str, folder: str, line: str
) -> None:
    (home / folder).write_text("", encoding="utf-8")
    result = cli("--install-completion", shell)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.endswith(f"，可在 {shell} 的启动文件里自己加一行：{line}\n")


def test_another_shell(cli: Cli) -> None:
    said = (
        "没有“tcsh”的补全，请写明：jiqun --show-completion bash；"
        "可用：bash、zsh、fish、powershell、pwsh\n"
    )
    assert cli("--show-completion", "tcsh") == Result(2, "", said)
