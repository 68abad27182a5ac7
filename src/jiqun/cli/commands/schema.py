"""``jiqun schema``: the JSON Schema of the YAML."""

import typer

from jiqun.cli.errors import UserError
from jiqun.cli.options import Output, add, common
from jiqun.cli.session import write


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(output: Output) -> None:
    """输出数据文件的 JSON Schema，编辑器据此补全和报错。

    例：jiqun schema -o clusters.schema.json
    """
    import json

    if output.svg or output.format not in ("", "json"):
        raise UserError("schema 只有 JSON，要存成文件用 -o FILE", 2)
    if common.script == "hant":
        raise UserError("schema 说的是数据文件里的字，不转繁体", 2)
    from jiqun.loading.schema import json_schema

    write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n", output)
