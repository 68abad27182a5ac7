"""``jiqun check [FILE…]``: validates the base, or one's own YAML laid over it."""

from typing import Annotated

from jiqun.answers import SEVERITIES
from jiqun.cli.options import Listed, Output, Texts, argument, own
from jiqun.cli.output import format_of, formatted, in_script, note, write, write_found
from jiqun.cli.resolving import wanted
from jiqun.errors import InvalidDataError, NotFoundError
from jiqun.loading import Wanted, files_of, load


def run(
    files: Annotated[
        Texts, argument("自己的 YAML，叠加在知识库上检查；有 meta 的是另一份完整的库", "文件…")
    ] = None,
    stale: Annotated[
        bool, own("--stale", help="改列要再查的：半年没有查过的空白，到期而无结论的目标")
    ] = False,
    *,
    output: Output,
) -> None:
    """检查数据：结构、引用、口径、原词、重复，并复算官方合计。

    例：
    jiqun check 我的.yaml    检查自己的数据
    jiqun check    检查知识库
    jiqun check -f json    结果给程序
    """
    if stale:
        _list_stale(wanted(output, files or ()), output)
        return
    from jiqun.checking import check
    from jiqun.listings.checks import TOTALS, finding_columns, finding_item
    from jiqun.views.view import ListView

    # What cannot be written is refused before anything is checked.
    format_ = format_of(output)
    which = wanted(output, files or ())
    report = check(files_of(which), which.known_on)
    warnings = len(report.problems) - report.errors
    summary = f"{report.errors} 个错误，{warnings} 个警告，{len(report.totals)} 项官方合计"
    if format_.name == "table":
        lines = [f"{SEVERITIES[one.severity]} {one.mark}: {one.problem}" for one in report.problems]
        head = "".join(f"{line}\n" for line in (lines if report.totals else [*lines, summary]))
        columns = TOTALS.columns(report.base).choose()
        view = ListView(report.edition, columns, report.totals, footer=summary)
        table = formatted(view, output) if report.totals else ""
        write(in_script(head, output.script) + str(table), output, files or ())
    else:
        view = ListView(
            report.edition,
            finding_columns(report.base).choose(),
            [*report.problems, *report.totals],
            lambda row: finding_item(report.base, row),
            lambda row: str(finding_item(report.base, row)["id"]),
            summary,
            title="数据检查",
        )
        write(formatted(view, output), output, files or ())
    if report.errors:
        raise InvalidDataError(f"数据不合格：{summary}")


def _list_stale(which: Wanted, output: Output) -> None:
    """List what is to be looked at again; that there is nothing is good news."""
    from datetime import date

    from jiqun.checking.stale import DAYS, stale
    from jiqun.listings.stale import STALE
    from jiqun.views.arranging import Found

    base = load(*which)
    today = date.fromisoformat(base.known_on) if base.known_on else date.today()
    rows = list(stale(base, today))
    gaps = sum(one.gap is not None for one in rows)
    footer = f"{gaps} 处空白 {DAYS} 天没有查过，{len(rows) - gaps} 个到期的目标没有结论"
    found = Found(base, STALE, rows, footer, nothing="没有要再查的")
    try:
        write_found(found, Listed(), output)
    except NotFoundError as nothing:
        note(str(nothing), output.script)
