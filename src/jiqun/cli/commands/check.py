"""``jiqun check [FILE…]``: validates the base, or one's own YAML laid over it."""

from typing import Annotated

import typer

from jiqun.cli.errors import UserError
from jiqun.cli.options import Output, Texts, add, argument
from jiqun.cli.session import format_of, in_script, overlays_of, rendered, write, write_shown
from jiqun.loading import base_path


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    output: Output,
    files: Annotated[Texts, argument("自己的 YAML，叠加在知识库上检查", "FILE…")] = None,
) -> None:
    """检查数据：结构、引用、口径、原词、重复，并复算官方合计。

    例：jiqun check 我的.yaml
    """
    from pathlib import Path

    from jiqun.checking import check
    from jiqun.formats import Listing
    from jiqun.views.checks import problem_item, total_item
    from jiqun.views.listings import columns_of

    paths = [base_path(), *map(Path, [*overlays_of(output), *(files or [])])]
    report = check(paths)
    problems = list(map(problem_item, report.problems))
    totals = list(map(total_item, report.totals))
    warnings = len(problems) - report.errors
    summary = f"{report.errors} 个错误，{warnings} 个警告，{len(totals)} 项官方合计"
    if format_of(output) == "table":
        words = {"error": "错误", "warning": "警告"}
        lines = [f"{words[one.severity]} {one.mark}: {one.problem}\n" for one in report.problems]
        shown = Listing(report.version, columns_of("total"), totals, summary)
        told = rendered(shown, output) if totals else in_script(f"{summary}\n")
        write(in_script("".join(lines)) + told, output)
    else:
        found = [*problems, *totals]
        shown = Listing(report.version, columns_of("check"), found, summary, title="数据检查")
        write_shown(shown, output)
    if report.errors:
        raise UserError(f"数据不合格：{summary}", 1)
