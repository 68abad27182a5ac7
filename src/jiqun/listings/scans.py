"""What a scan found, as rows: mentions, stated figures, and counts over many documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jiqun.answers import CONDITIONS, MENTIONED, STATED_KINDS, TEXT_VERDICTS, TextVerdict
from jiqun.schema.fields import NAME, PROSE, Field
from jiqun.structs import Struct
from jiqun.text.phrases import joined
from jiqun.views.rows import Rows

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase
    from jiqun.scanning import Mention, Scan, StatedFigure


# How many figures there are by subject, month and verdict.
Numbers = Counter[tuple[str, str, TextVerdict]]


class MentionRow(Struct):
    """A mention, and the document that it is in."""

    file: str
    mention: Mention


class FigureRow(Struct):
    """A stated figure, and the document that it is in."""

    file: str
    figure: StatedFigure


class CountRow(Struct):
    """How many figures of a verdict there are of a subject in documents of a month."""

    subject: str
    month: str
    verdict: TextVerdict
    number: int


def _kind(base: KnowledgeBase, row: MentionRow) -> str:
    from jiqun.kinds import KINDS, kind_named

    kind = row.mention.kind
    return kind_named(kind).title if kind in KINDS else MENTIONED[kind]


def _known(base: KnowledgeBase, row: FigureRow) -> str | None:
    known = row.figure.known
    if known is None:
        return None
    year = f"（{known.year}）" if known.year else ""
    owner = "" if known.name == row.figure.subject else f"{known.name}："
    words = f"“{known.evidence}”" if known.evidence else ""
    source = f"，{known.source['publisher']}" if known.source else ""
    return f"{owner}{known.text}{year}{words}{source}"


def _judged(base: KnowledgeBase, row: FigureRow) -> str:
    """Return the verdict, and what is known where that is not the same."""
    verdict = TEXT_VERDICTS[row.figure.verdict]
    known = None if row.figure.verdict == "agrees" else _known(base, row)
    return f"{verdict}：知识库 {known}" if known else verdict


MENTIONS = Rows(
    "提到",
    {
        "file": Field("文件"),
        "kind": Field("类别", value=lambda base, row: row.mention.kind, text=_kind),
        "id": Field("短名", value=lambda base, row: row.mention.id),
        "name": Field("名称", value=lambda base, row: row.mention.name, priority=NAME),
        "count": Field("次数", value=lambda base, row: row.mention.count, number=True),
        "indirect": Field(
            "怎样提到",
            value=lambda base, row: row.mention.indirect,
            text=lambda base, row: "间接" if row.mention.indirect else "直接",
        ),
        "spans": Field(
            "位置", value=lambda base, row: [list(span) for span in row.mention.spans], column=False
        ),
    },
    ("kind", "name", "count", "indirect"),
    id="name",
)
FIGURES = Rows(
    "数字",
    {
        "file": Field("文件"),
        "text": Field("原文", value=lambda base, row: row.figure.text, priority=NAME),
        "subject": Field("对象", value=lambda base, row: row.figure.subject, priority=NAME),
        "metric": Field("指标", value=lambda base, row: row.figure.metric),
        "op": Field("界限", value=lambda base, row: row.figure.op),
        "value": Field("数值", value=lambda base, row: row.figure.value, number=True),
        "unit": Field("单位", value=lambda base, row: row.figure.unit),
        "year": Field("年份", value=lambda base, row: row.figure.year, number=True),
        "kind": Field(
            "类别",
            value=lambda base, row: row.figure.kind,
            text=lambda base, row: STATED_KINDS[row.figure.kind],
        ),
        "verdict": Field(
            "结论",
            value=lambda base, row: row.figure.verdict,
            text=lambda base, row: TEXT_VERDICTS[row.figure.verdict],
        ),
        "known": Field(
            "知识库",
            value=lambda base, row: row.figure.known._asdict() if row.figure.known else None,
            text=_known,
            priority=PROSE,
        ),
        "judged": Field("结论", value=_judged, priority=PROSE, item=False),
        "span": Field("位置", value=lambda base, row: list(row.figure.span), column=False),
    },
    ("text", "subject", "metric", "year", "kind", "verdict", "known"),
    id="text",
)
COUNTS = Rows(
    "扫描汇总",
    {
        "subject": Field("对象", priority=NAME),
        "month": Field("月份"),
        "verdict": Field("结论", text=lambda base, row: TEXT_VERDICTS[row.verdict]),
        "count": Field("处数", value=lambda base, row: row.number, number=True),
    },
    ("subject", "month", "verdict", "count"),
    id="subject",
)
# What stands for a subject or a month that is not known.
_NONE = "不明"


def numbers(scan: Scan, date: str | None) -> Numbers:
    """Return how many figures of a document there are by subject, its month, and verdict."""
    month = date[:7] if date else _NONE
    return Counter((one.subject or _NONE, month, one.verdict) for one in scan.figures)


def counted(documents: Iterable[Numbers]) -> list[CountRow]:
    """Return the sums over documents, sorted."""
    sums: Numbers = Counter()
    for one in documents:
        sums.update(one)
    order = list(TEXT_VERDICTS)
    ranked = sorted(sums.items(), key=lambda pair: (*pair[0][:2], order.index(pair[0][2])))
    return [CountRow(*key, count) for key, count in ranked]


def verdict_line(figures: Sequence[StatedFigure]) -> str:
    """Return in one line how the figures stand to the base."""
    numbers = Counter(one.verdict for one in figures)
    told = [
        f"{word} {numbers[verdict]}" for verdict, word in TEXT_VERDICTS.items() if numbers[verdict]
    ]
    return f"共 {len(figures)} 个数字：{'，'.join(told)}" if figures else "没有数字"


def condition_line(scan: Scan) -> str:
    """Return in one line what is damaged in a text; nothing where all is well."""
    return f"文本：{joined([CONDITIONS[one] for one in scan.condition])}" if scan.condition else ""
