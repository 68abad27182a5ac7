"""Drafts: new figures of a text as YAML in the form of the base, for a curator to judge.

A draft never decides: what the text does not tell, or what only a person can see, is marked 待定.
It passes `jiqun check` as an overlay, so that it can be shown before it is judged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from jiqun.scanning.documents import Document
from jiqun.scanning.scan import Scan, StatedFigure
from jiqun.text.phrases import number_text

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase

_LONGEST_EVIDENCE = 25
_ENDS = re.compile(r"[，。；！？,;!?\n]")
_HEAD = """\
# 草稿：文章里知识库没有的，或与之不同的数字。逐条判定后并入 data/clusters.yaml，注“待定”处必看。
# 试看：jiqun check 草稿.yaml；jiqun --data 草稿.yaml show 集群名。叠加时它代替该集群原有的数字。
"""
_NOTHING = "# 没有新的集群数字：都已收录，或看不出是哪个集群的、量的是什么。\n{}\n"
# The gaps that a figure of a kind fills.
_FILLS = {"target": ("targets", "own_targets"), "actual": ("actuals", "own_actuals")}
_KINDS = {"target": "target", "actual": "actual", "forecast": "forecast"}


def draft(documents: Sequence[tuple[Document, Scan]], base: KnowledgeBase) -> str:
    """Return the new, revised and differing figures of clusters as an overlay of the base."""
    by_cluster: dict[str, list[str]] = {}
    sources: list[str] = []
    for document, scan in documents:
        names = {one.name: one.id for one in scan.mentions if one.kind == "cluster" and one.id}
        source = f"draft-{sha256(document.text.encode('utf-8', 'replace')).hexdigest()[:8]}"
        before = len(by_cluster)
        drafted = 0
        for figure in scan.figures:
            id_ = names.get(figure.subject or "")
            if id_ is None or not _is_new(figure):
                continue
            entry = _figure(figure, document.text, source, base)
            if entry and entry not in by_cluster.get(id_, ()):
                by_cluster.setdefault(id_, []).append(entry)
                drafted += 1
        if drafted or len(by_cluster) > before:
            sources.append(_source(document, source, base))
    if not by_cluster:
        return _NOTHING.format("clusters: []")
    entries = "".join(
        f"  - id: {id_}  # {base.cluster(id_).name}\n    figures:\n{''.join(figures)}"
        f"{_gaps(base, id_, ''.join(figures))}"
        for id_, figures in by_cluster.items()
    )
    return f"{_HEAD}clusters:\n{entries}sources:\n{''.join(sources)}"


def _gaps(base: KnowledgeBase, id_: str, figures: str) -> str:
    """Return the gaps that are left where new figures fill one; nothing where none is filled."""
    filled = {
        field for kind, fields in _FILLS.items() if f"kind: {kind}" in figures for field in fields
    }
    gaps = base.gaps(base.cluster(id_))
    left = [gap for gap in gaps if gap.field not in filled]
    if len(left) == len(gaps):
        return ""
    named = "、".join(gap.field for gap in gaps if gap.field in filled)
    lines = [f"    # 待定：原有的空白 {named} 由此填上\n"]
    lines.append("    gaps:\n" if left else "    gaps: []\n")
    for gap in left:
        looked = f", looked: {_quoted(gap.looked)}" if gap.looked else ""
        lines.append(f"      - {{field: {gap.field}, state: {gap.state}{looked}}}\n")
    return "".join(lines)


def _is_new(figure: StatedFigure) -> bool:
    """Tell whether a figure could become an entry: one of its own, with a number and a metric."""
    return (
        figure.verdict in ("unknown", "revises", "differs")
        and figure.value is not None
        and figure.metric is not None
        and figure.kind in _KINDS
        and figure.metric not in ("数量", "增速")
    )


def _figure(figure: StatedFigure, text: str, source: str, base: KnowledgeBase) -> str | None:
    evidence = _evidence(text, *figure.span)
    if figure.value is None or evidence is None:
        return None
    year = figure.year
    known = figure.known
    now = int(base.meta.updated[:4])
    lines = [f"kind: {figure.kind}"]
    lines.append(f"metric: {figure.metric}")
    lines.append(f"op: {figure.op}")
    lines.append(f"value: {number_text(figure.value)}")
    lines.append(f"unit: {_quoted(figure.unit)}")
    if year and not (figure.kind == "actual" and year > now):
        lines.append(f"year: {year}  # 待定：不足一年的改用 period")
    else:
        lines.append("# year:  待定：文中没写年份；找不到就不写")
    lines.append("scope: cluster  # 待定：是整个集群，还是一市、一园？不是就改，并写 scope_note")
    lines.append("industry: cluster  # 待定：是本产业，还是更宽、更窄的？")
    lines.append(f"source: {source}")
    lines.append(f"evidence: {_quoted(evidence)}")
    if known:
        relation = "更新了" if figure.verdict == "revises" else "不同于"
        words = _quoted(known.evidence or known.text)
        lines.append(f"# 待定：{relation}知识库的 {known.text}；若取代它，写 supersedes: {words}")
    first, *rest = lines
    return f"      - {first}\n" + "".join(f"        {line}\n" for line in rest)


def _evidence(text: str, start: int, end: int) -> str | None:
    """Return at most 25 characters around a figure, from where its clause begins."""
    near = max(0, start - 60)
    before = max((match.end() for match in _ENDS.finditer(text, near, start)), default=near)
    left = max(before, end - _LONGEST_EVIDENCE)
    words = text[left:end].strip()
    if re.search(r"\s", words):
        words = re.sub(r"\s+", "", words)
    return words if 0 < len(words) <= _LONGEST_EVIDENCE else None


def _source(document: Document, id_: str, base: KnowledgeBase) -> str:
    title = next((line.strip("#* \t") for line in document.text.splitlines() if line.strip()), "")
    title = re.sub(r"<[^>]*>|[\x00-\x1f\ufffe\uffff]", "", title)[:60] or document.name
    lines = [
        f"id: {id_}",
        f"title: {_quoted(title)}  # 待定：题目",
        "publisher: 待定  # 待定：原发单位，不是转载站",
    ]
    if document.date:
        lines.append(f"date: {_quoted(document.date)}  # 待定：原发日期，不是转载日期")
    lines += [
        "quality: press  # 待定：official、press 或 aggregator",
        "seen_on: repost  # 待定：看到的是不是原页",
        f"accessed: {_quoted(base.meta.updated)}  # 待定：查阅日期",
    ]
    first, *rest = lines
    return f"  - {first}\n" + "".join(f"    {line}\n" for line in rest)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
