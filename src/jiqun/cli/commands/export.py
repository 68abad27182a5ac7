"""``jiqun export FILE``: the whole base for other programs."""

from typing import Annotated

import typer

from jiqun.cli.errors import UserError
from jiqun.cli.options import Basics, add, argument, common
from jiqun.cli.session import open_base


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    path: Annotated[str, argument(".sqlite、.json、.xlsx 文件，或文件夹（末尾加 /）", "FILE")],
    basics: Basics,
) -> None:
    """导出整个知识库：SQLite、JSON、Excel，或一个文件夹的 CSV 与 datapackage.json。

    SQLite 里有现成的视图与全文检索；同一份数据每次导出的字节都相同。

    例：jiqun export base.sqlite
    """
    from jiqun.exporting import ExportError, export

    if common.script == "hant":
        raise UserError("export 只导出数据的原文，不转繁体；要繁体表格可用 jiqun list -f xlsx", 2)
    if path.strip() in ("", "-"):
        raise UserError("请写明导出到哪个文件或文件夹，如 jiqun export base.sqlite", 2)
    try:
        written = export(open_base(basics), path)
    except ExportError as error:
        raise UserError(str(error), 2) from None
    typer.echo(f"已写入 {path}（{len(written)} 个文件）", err=True)
