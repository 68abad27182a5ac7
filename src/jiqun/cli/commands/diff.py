"""``jiqun diff A B [NAME…]``: what changed between two versions of the data, files or days."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from jiqun.cli.options import SHOWN, Listed, Output, Texts, argument
from jiqun.cli.output import format_of, note, write_found
from jiqun.cli.resolving import entry, wanted
from jiqun.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase


def run(
    old: Annotated[str, argument("旧的一方：数据版本、YAML 文件或日期", "旧")],
    new: Annotated[str, argument("新的一方：同上", "新")],
    names: Annotated[Texts, argument("只看这些条目和它们的集群", "名称…", SHOWN)] = None,
    *,
    listed: Listed,
    output: Output,
) -> None:
    """比较两版数据：新增、修订（世界变了）、更正（我们错了）、撤下了什么。

    日期若正是一版数据，就是那一版；别的日期是那一天所知，同 --as-of。文件有 meta 的是另一份完整
    的库，没有的叠加在知识库上。相同时退出码是 0，不同是 1。

    例：
    jiqun diff 2026-11-22 2026-11-27    两版数据之间
    jiqun diff 2022 2024 株洲市先进轨道交通装备集群    一个集群这两年里新知道的
    jiqun diff 2026-11-27 我的.yaml -f md    自己的文件改了什么
    """
    from jiqun.analysis.changes import changes
    from jiqun.analysis.documents import document_of
    from jiqun.listings.changes import changes_rows, counts, told_apart
    from jiqun.views.arranging import Found

    (before, old), (after, new) = _side(old, output), _side(new, output)
    found = changes(document_of(before), document_of(after))
    if names:
        kept = {one for name in names for one in _entries(name, before, after, output.script)}
        found = [one for one in found if one.entry in kept]
    sentence = counts(found, old, new)
    rows, footer = found, f"共 {len(found)} 处"
    if format_of(output).readable:
        rows, tidied = told_apart(found)
        footer = f"共 {len(rows)} 处"
        if tidied:
            footer += f"；另有 {tidied} 处只动了次序、收录日期等（整理），见 -f json"
    if not rows and format_of(output).readable:
        note(f"{sentence}" if found else f"从 {old} 到 {new}：没有不同", output.script)
    else:
        listing = Found(after, changes_rows(before, after), rows, footer, caption=sentence)
        try:
            write_found(listing, listed, output)
        except NotFoundError:
            note(f"从 {old} 到 {new}：没有不同", output.script)
    if found:
        raise typer.Exit(1)


def _side(text: str, output: Output) -> "tuple[KnowledgeBase, str]":
    """Return the base that an argument stands for, and what it is called.

    It is a version, a file, or what a day knew, which is told: it may be a slip for a version.

    Raises:
        DataError: the file cannot be read, or breaks the rules.
        UsageError: it is none of these.
    """
    from jiqun.loading import history, load, load_file
    from jiqun.resolving.days import day

    which = wanted(output)
    versions = history.known(load().meta.version)
    if text in versions:
        return load(*which._replace(version=text)), text
    if os.path.exists(text) or text.endswith((".yaml", ".yml")):
        return load_file(text, which), text
    try:
        known_on = day(text, "diff")
        return load(*which._replace(known_on=known_on)), f"{known_on} 所知"
    except UsageError as error:
        if text[:1].isdecimal():
            raise UsageError(f"{error}；数据版本有 {'、'.join(versions)}") from None
        raise UsageError(
            f"“{text[:30]}”不是数据版本、文件或日期；数据版本有 {'、'.join(versions)}，"
            "日期如 2022-12-31"
        ) from None


def _entries(
    name: str, before: "KnowledgeBase", after: "KnowledgeBase", script: str
) -> set[tuple[str, str]]:
    """Return the table and the id of what a name stands for now or before, and of its clusters."""
    try:
        base, match = after, entry(after, name, script)
    except NotFoundError:
        base, match = before, entry(before, name, script)
    found = base.get(match.kind, match.id)
    kind = base.kind_of(found)
    clusters = kind.clusters(base, found) if kind.clusters else []
    return {(kind.table, str(found.id)), *(("clusters", one.id) for one in clusters)}
