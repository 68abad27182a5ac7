"""``jiqun schema``: the JSON Schema of the YAML."""

from jiqun.cli.options import Output
from jiqun.cli.output import suffix_of, write
from jiqun.errors import UsageError


def run(output: Output) -> None:
    """输出数据文件的 JSON Schema，编辑器据此补全和报错。

    例：
    jiqun schema -o clusters.schema.json    存成文件，编辑器里用
    jiqun schema -o data/clusters.schema.json    换掉仓库里的那一份
    jiqun schema    印出来
    """
    import json

    if output.svg or output.format.lower() not in ("", "json"):
        raise UsageError("schema 只有 JSON，要存成文件用 -o 文件")
    if suffix_of(output.output) not in ("", "json"):
        raise UsageError("schema 只有 JSON，写成的文件以 .json 结尾")
    if output.bom:
        raise UsageError("--bom 只用于表格，JSON 不需要")
    if output.script == "hant":
        raise UsageError("schema 说的是数据文件里的字，不转繁体")
    from jiqun.loading.schema import json_schema

    write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n", output)
