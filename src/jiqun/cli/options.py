"""Groups of options, declared once, and how a command takes them.

A command names the groups it takes as parameters; `with_options` shows Typer one option per
field and hands the command the groups filled. Annotations here must be objects, not strings,
hence no ``from __future__ import annotations``.
"""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import typer

_FILTER = "筛选"
_OUTPUT = "输出"


class _Common:
    """Options given before the command, which hold for it too."""

    data: list[str]
    no_color: bool

    def __init__(self) -> None:
        self.data, self.no_color = [], False


common = _Common()


def _many(*names: str, help: str, metavar: str = "名称", panel: str = _FILTER) -> Any:
    option = typer.Option(*names, help=help, metavar=metavar, rich_help_panel=panel)
    return Annotated[list[str] | None, option]


def _one(*names: str, help: str, metavar: str, panel: str = _OUTPUT) -> Any:
    option = typer.Option(*names, help=help, metavar=metavar, rich_help_panel=panel)
    return Annotated[str, option]


class Filters(NamedTuple):
    """Which clusters. An option given twice means *or*, different options mean *and*."""

    domain: _many("--domain", "-d", help="领域，如 高端装备") = None  # type: ignore[valid-type]
    place: _many("--place", "-p", help="城市、省份或区域") = None  # type: ignore[valid-type]
    city: _many("--city", help="只作城市") = None  # type: ignore[valid-type]
    province: _many("--province", help="只作省份") = None  # type: ignore[valid-type]
    region: _many("--region", help="只作区域，如 长三角") = None  # type: ignore[valid-type]
    batch: _many("--batch", "-b", help="批次年份", metavar="年份") = None  # type: ignore[valid-type]
    firm: _many("--firm", help="企业") = None  # type: ignore[valid-type]
    scope: _many("--scope", help="有此口径的数字", metavar="口径") = None  # type: ignore[valid-type]
    year: _many("--year", help="有此年份的数字", metavar="年份") = None  # type: ignore[valid-type]
    has: _many("--has", help="有 target、actual 或 firm", metavar="项") = None  # type: ignore[valid-type]


class Listed(NamedTuple):
    """How a listing is cut and ordered."""

    sort: _one("--sort", help="按列排序，-列名 为降序", metavar="列") = ""  # type: ignore[valid-type]
    limit: Annotated[
        int, typer.Option("--limit", help="至多几条", min=0, rich_help_panel=_OUTPUT)
    ] = 0
    columns: _one("--columns", help="显示哪些列，逗号分隔", metavar="列,列") = ""  # type: ignore[valid-type]
    count: Annotated[
        bool, typer.Option("--count", help="只输出条数", rich_help_panel=_OUTPUT)
    ] = False


class Output(NamedTuple):
    """In which format, and where to."""

    format: _one("--format", "-f", help="table json jsonl csv tsv md yaml id", metavar="格式") = ""  # type: ignore[valid-type]
    output: _one("--output", "-o", help="写入文件", metavar="FILE") = ""  # type: ignore[valid-type]
    bom: Annotated[
        bool, typer.Option("--bom", help="CSV 带 BOM，给 Excel", rich_help_panel=_OUTPUT)
    ] = False
    data: _many(  # type: ignore[valid-type]
        "--data", help="叠加自己的 YAML，可重复", metavar="FILE", panel=_OUTPUT
    ) = None
    no_color: Annotated[
        bool, typer.Option("--no-color", help="不用颜色", rich_help_panel=_OUTPUT)
    ] = False


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Return ``command`` as Typer should see it: a group parameter becomes its fields."""
    parameters: list[inspect.Parameter] = []
    groups: dict[str, Any] = {}
    for name, parameter in inspect.signature(command).parameters.items():
        group = parameter.annotation
        if not (isinstance(group, type) and issubclass(group, tuple)):
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
            continue
        groups[name] = group
        for field, annotation in group.__annotations__.items():
            default = group._field_defaults[field]
            parameters.append(
                inspect.Parameter(
                    field, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
                )
            )

    def run(**values: Any) -> None:
        filled = {
            name: group(**{field: values.pop(field) for field in group._fields})
            for name, group in groups.items()
        }
        command(**values, **filled)

    run.__doc__ = command.__doc__
    run.__name__ = command.__name__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run
