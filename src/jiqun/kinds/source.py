"""Sources: the pages and documents that the facts rest on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jiqun.kinds.base import Kind
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, may, must
from jiqun.schema.rules import DATE, SLUG, TEXT, URL, Choice, Json
from jiqun.structs import Struct
from jiqun.vocabulary import QUALITIES, SEEN_ON, Quality, SeenOn

if TYPE_CHECKING:
    from jiqun.views.cards import Card


class Source(Struct):
    """A page or document that was seen.

    ``date`` is the day of the original publication (``2021-03-23``, ``2021-03`` or ``2021``);
    ``seen_on`` tells whether the outlet's own page was seen or a copy.
    """

    id: str = must("短名", SLUG)
    title: str = must("题目", TEXT, "题目；方括号内是描述", search="name", priority=NAME)
    publisher: str = must("原发单位", TEXT, search="prose")
    date: str | None = may("日期", DATE, "原发日期")
    author: str | None = may("作者", TEXT, search="prose")
    url: str | None = may("网址", URL, "原发单位或官方网站的网址", priority=PROSE)
    quality: Quality = must("类别", Choice(QUALITIES), "官方、媒体或聚合")
    seen_on: SeenOn = must("所见", Choice(SEEN_ON), "看到的是原页还是转载")
    accessed: str = must("查阅", DATE, "查阅日期")
    note: str | None = may("备注", TEXT, "读者须知", priority=PROSE)


def _related(base: KnowledgeBase, source: Source) -> dict[str, Json]:
    return {"cited_by": [{"kind": kind.name, "id": one.id} for kind, one in base.cited_by(source)]}


def _itself(base: KnowledgeBase, source: Source) -> Iterator[str]:
    yield source.id


def _card(base: KnowledgeBase, source: Source) -> "Card":
    from jiqun.kinds.cards import told
    from jiqun.views.cards import Section, card

    citing = [
        (kind.title, f"{getattr(one, kind.called)}（{one.id}）")
        for kind, one in base.cited_by(source)
    ]
    facts = told(base, KIND, source, "publisher date author quality seen_on url accessed note")
    return card(source.title, source.id, facts, [Section("用于", (), citing)])


KIND = Kind(
    "source",
    table="sources",
    title="来源",
    listing="来源",
    record=Source,
    called="title",
    default="id title publisher date quality",
    card=_card,
    about=lambda base, source: f"{source.publisher}，{source.date or '日期未示'}",
    cites=_itself,
    reference="url",
    related=_related,
    document=True,
    evidence=True,
    spoken=False,
)
