"""What the knowledge base says of itself."""

from collections.abc import Sequence

from jiqun.schema.fields import must, stored_fields
from jiqun.schema.rules import COUNT, DATE, TEXT, TEXTS, Record
from jiqun.structs import Struct


class Meta(Struct):
    """What the knowledge base says of itself; ``total`` is that of the official list."""

    title: str = must("题目", TEXT)
    version: str = must("数据版本", DATE)
    updated: str = must("更新日期", DATE)
    licence: str = must("数据许可", TEXT)
    total: int = must("官方名单的集群数", COUNT)
    gap: str = must("名单与本库之差", TEXT)
    rules: Sequence[str] = must("收录规则", TEXTS)


RULE = Record(Meta, stored_fields(Meta))
