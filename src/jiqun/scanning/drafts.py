"""Drafts: new figures of a text as YAML in the form of the base, for a curator to judge.

A draft never decides: what the text does not tell, or what only a person can see, is marked 待定.
It passes `jiqun check` as an overlay, so that it can be shown before it is judged.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from jiqun.scanning.body import Reading, read
from jiqun.scanning.documents import Document
from jiqun.scanning.pages import title_of
from jiqun.scanning.scan import Scan, StatedFigure
from jiqun.text.phrases import number_text

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase

_LONGEST_EVIDENCE = 25
_ENDS = re.compile(r"[,。;!?\n]")
# What is left of a number, and its unit, where words are cut within it.
_REST = re.compile(r"^[\d.]*[百千万亿余多]*(?:[元家个户人项年月日]|%)?")
# So far before a figure the beginning of its clause is looked for.
_NEAR = 60
_LONGEST_TITLE = 60
_HEAD = """\
# 草稿：文章里知识库没有的，或与之不同的数字。逐条判定后并入 data/clusters.yaml，注“待定”处必看。
# 试看：jiqun check 草稿.yaml；jiqun --data 草稿.yaml show 集群名。叠加逐键覆盖，试看时该集群只有
# 草稿里的数字；知识库原有的没有改动，去掉 --data 就看得到。
"""
_NOTHING = "# 没有新的集群数字可写成草稿。\n{told}clusters: []\n"
# Why a figure is no entry of a draft, in the order in which it is told.
_KNOWN, _OTHER, _STRANGE = "已收录或相容", "知识库用在别处", "不是集群的，或看不出是谁的"
_GROWTH, _UNMEASURED, _LONG, _TWICE = "增速", "看不出量的是什么", "原词太长", "说过一遍"
_REASONS = (_KNOWN, _OTHER, _STRANGE, _GROWTH, _UNMEASURED, _LONG, _TWICE)
# The gaps that a figure of a kind fills.
_FILLS = {"target": ("targets", "own_targets"), "actual": ("actuals", "own_actuals")}
_KINDS = {"target": "target", "actual": "actual", "forecast": "forecast"}


def draft(documents: Sequence[tuple[Document, Scan]], base: KnowledgeBase) -> str:
    """Return the new, revised and differing figures of clusters as an overlay of the base."""
    by_cluster: dict[str, list[str]] = {}
    sources: list[str] = []
    ids = {one.name: one.id for one in base.clusters}
    left: Counter[str] = Counter()
    for document, scan in documents:
        reading = read(document.text)
        source = f"draft-{sha256(document.text.encode('utf-8', 'replace')).hexdigest()[:8]}"
        drafted = 0
        for figure in scan.figures:
            evidence = _evidence(reading, *figure.span)
            why = _why_not(figure, evidence, figure.subject in ids)
            entry = "" if why else _figure(figure, evidence, source, base)
            if not why:
                own = by_cluster.setdefault(ids[figure.subject or ""], [])
                why = _TWICE if entry in own else ""
            if why:
                left[why] += 1
            else:
                own.append(entry)
                drafted += 1
        if drafted:
            sources.append(_source(document, reading, source, base))
    told = _left_out(sum(map(len, by_cluster.values())), left)
    if not by_cluster:
        return _NOTHING.format(told=told)
    entries = "".join(
        f"  - id: {id_}  # {base.cluster(id_).name}\n    figures:\n{''.join(figures)}"
        f"{_gaps(base, id_, ''.join(figures))}"
        for id_, figures in by_cluster.items()
    )
    return f"{_HEAD}{told}clusters:\n{entries}sources:\n{''.join(sources)}"


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


def _why_not(figure: StatedFigure, evidence: str, of_cluster: bool) -> str:
    """Return why a figure can be no entry; nothing where it can."""
    if figure.verdict in ("agrees", "compatible"):
        return _KNOWN
    if figure.verdict == "other_scope":
        return _OTHER
    if not of_cluster:
        return _STRANGE
    if figure.kind not in _KINDS or figure.metric == "增速":
        return _GROWTH
    if figure.value is None or figure.metric in (None, "数量"):
        return _UNMEASURED
    return "" if evidence else _LONG


def _left_out(drafted: int, left: Counter[str]) -> str:
    """Return a comment on how many figures there are that are not drafted, and why."""
    if not left:
        return ""
    why = "；".join(f"{reason} {left[reason]} 个" for reason in _REASONS if left[reason])
    return f"# 共 {drafted + left.total()} 个数字，写成草稿 {drafted} 个。没有写的：{why}。\n"


def _figure(figure: StatedFigure, evidence: str, source: str, base: KnowledgeBase) -> str:
    assert figure.value is not None
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


def _evidence(reading: Reading, start: int, end: int) -> str:
    """Return at most 25 characters that end with a figure, from where its clause begins.

    ``start`` and ``end`` are offsets in the original. Empty where the figure alone is longer.
    """
    start, end = reading.within(start, end)
    near = max(0, start - _NEAR)
    ends = _ENDS.finditer(reading.text, near, start)
    before = max((match.end() for match in ends), default=near)
    words = reading.words(before, end)
    if len(words) <= _LONGEST_EVIDENCE:
        return words
    if len(reading.words(start, end)) > _LONGEST_EVIDENCE:
        return ""
    # A number that is cut would be another one.
    cut = len(words) - _LONGEST_EVIDENCE
    return _REST.sub("", words[cut:]) if words[cut - 1].isdigit() else words[cut:]


def _source(document: Document, reading: Reading, id_: str, base: KnowledgeBase) -> str:
    title = title_of(document.text) or _first_line(reading) or document.name
    title = re.sub(r"[\x00-\x1f\ufffe\uffff]", "", title)[:_LONGEST_TITLE]
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


def _first_line(reading: Reading) -> str:
    line = re.search(r"[^\n]*\S[^\n]*", reading.text)
    return reading.words(*line.span()).strip("#*,") if line else ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
