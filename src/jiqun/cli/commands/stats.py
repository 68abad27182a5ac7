"""``jiqun stats``: counts of clusters, and how much of them is covered."""

from typing import Annotated

import typer

from jiqun.cli.errors import UserError
from jiqun.cli.options import Listed, Output, add, selecting
from jiqun.cli.session import open_base, write_listing


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    listed: Listed,
    output: Output,
    coverage: Annotated[
        bool, selecting("--coverage", help="各项有多少、缺多少", metavar=None)
    ] = False,
) -> None:
    """统计知识库的覆盖：每项有多少，缺的是哪一种缺。

    缺分四种：未公布、未查到、不适用、还没有人找过。

    例：jiqun stats --coverage
    """
    if not coverage:
        raise UserError(
            "请加 --coverage；各领域、城市、省份的个数见 jiqun domains、cities、provinces", 2
        )
    from jiqun.coverage import coverage as coverage_of

    base = open_base(output)
    items = [one._asdict() for one in coverage_of(base)]
    footer = f"共 {len(base.clusters)} 个集群；“未找过”是还没有人去找"
    write_listing(base.meta.version, "coverage", items, listed, output, footer)
