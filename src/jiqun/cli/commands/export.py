"""``jiqun export FILE``: the whole base for other programs."""

from typing import Annotated

from jiqun.cli.options import GlobalOptions, Overwriting, argument, own
from jiqun.cli.output import caution_of, note
from jiqun.cli.resolving import open_base
from jiqun.errors import UsageError


def run(
    path: Annotated[
        str, argument("以 .sqlite、.json、.xlsx、.duckdb、.html 结尾，或文件夹（末尾加 /）", "文件")
    ],
    bom: Annotated[bool, own("--bom", help="文件夹里的 CSV 带 BOM，给 Excel")] = False,
    *,
    overwriting: Overwriting,
    options: GlobalOptions,
) -> None:
    """导出整个知识库：SQLite、JSON、Excel、DuckDB，或一个文件夹的 CSV 或 Parquet。

    SQLite 里有现成的视图与全文检索；CSV 有 datapackage.json；base.parquet/ 是 Parquet 的文件夹。

    例：
    jiqun export base.sqlite    一个数据库，有视图与全文检索
    jiqun export base.xlsx    一个工作簿
    jiqun export csv/ --bom    一个文件夹的 CSV，给 Excel
    """
    from jiqun.exporting import export

    if options.script == "hant":
        raise UsageError("export 只导出数据的原文，不转繁体；要繁体表格可用 jiqun list -f xlsx")
    if path.strip() in ("", "-"):
        raise UsageError("请写明导出到哪个文件或文件夹，如 jiqun export base.sqlite")
    written = export(
        open_base(options), path, caution_of(options.data or (), overwriting.force), bom=bom
    )
    note(f"已写入 {path}（{len(written)} 个文件）", options.script)
