"""Policies: documents, notices and plans, and the measures in them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from jiqun.kinds.base import Kind, facts_field, references_to
from jiqun.kinds.cluster import Cluster
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, may, must
from jiqun.schema.rules import DATE, SLUG, SOURCES, TEXT, TEXTS, Choice, Json, ListOf, Ref, Truth
from jiqun.structs import Struct
from jiqun.text.phrases import joined, pasteable
from jiqun.vocabulary import DATE_KINDS, LEVELS, DateKind


def _pointed_at(base: KnowledgeBase, policy: "Policy") -> list[Json]:
    return references_to(base.cluster(id_) for id_ in policy.clusters)


if TYPE_CHECKING:
    from jiqun.views.cards import Card


class Policy(Struct):
    """A document, notice or plan; ``number`` is its 文号, ``date_kind`` what the date means."""

    id: str = must("短名", SLUG)
    title: str = must("题目", TEXT, search="name", priority=NAME, named=True)
    number: str | None = may("文号", TEXT, search="alias")
    issuer: str = must("发文单位", TEXT, search="domain")
    level: str = must("层级", Choice(LEVELS))
    date: str | None = may("日期", DATE)
    date_kind: DateKind | None = may(
        "日期是", Choice(DATE_KINDS), "日期是印发、施行、公示还是报道", column=False
    )
    places: Sequence[str] = may(
        "省市", TEXTS, "所属省市", search="place", one="place", names=("province", "city", "region")
    )
    clusters: Sequence[str] = may(
        "集群",
        ListOf(Ref("clusters", SLUG)),
        "点名的集群",
        value=_pointed_at,
        priority=PROSE,
        named=True,
    )
    aliases: Sequence[str] = may("别名", TEXTS, "别名、检索词", search="alias", column=False)
    gist: str = must("要点", TEXT, search="prose", priority=PROSE)
    focus: Sequence[str] = may("所列领域", TEXTS, search="prose", priority=PROSE, one="focus")
    focus_open: bool = may("所列领域带“等”", Truth(), "原文列举带“等”", column=False)
    sources: Sequence[str] = must("来源", SOURCES, priority=PROSE, brief=False)
    note: str | None = may("备注", TEXT, "读者须知", column=False)


def _clusters(base: KnowledgeBase, policy: Policy) -> Sequence[Cluster]:
    return base.clusters_where([("id", lambda id_: id_ in policy.clusters)])


def _year(policy: Policy) -> Iterator[tuple[str, str]]:
    if policy.date:
        yield "domain", policy.date[:4]


def _types(base: KnowledgeBase, policy: Policy) -> str | None:
    return joined(list(dict.fromkeys(one.type for one in base.measures(policy)))) or None


def _card(base: KnowledgeBase, policy: Policy) -> "Card":
    from jiqun.kinds.cards import measure_section, note_section
    from jiqun.views.cards import UNLABELLED, Section, SourceNumbers, card

    numbers = SourceNumbers()
    marks = numbers.marks(*policy.sources)
    kind = f"（{DATE_KINDS[policy.date_kind]}）" if policy.date_kind else ""
    more = "等" if policy.focus_open else ""
    facts = [
        ("发文单位", policy.issuer),
        ("文号", policy.number),
        ("层级", policy.level),
        ("日期", policy.date and f"{policy.date}{kind}"),
        ("省市", joined(list(policy.places)) or None),
        ("要点", f"{policy.gist}{marks}"),
        ("所列领域", joined(list(policy.focus)) + more if policy.focus else None),
        ("备注", policy.note),
    ]
    clusters = [(UNLABELLED, pasteable(one.name)) for one in _clusters(base, policy)]
    sections = [
        measure_section(base.measures(policy), numbers),
        Section("点名的集群", (), clusters),
        note_section(base.notes(policy), numbers),
        numbers.section(base),
    ]
    return card(pasteable(policy.title), policy.id, facts, sections)


KIND = Kind(
    "policy",
    table="policies",
    title="政策",
    listing="集群政策",
    record=Policy,
    called="title",
    default="title issuer level date measures",
    card=_card,
    about=lambda base, policy: f"{policy.issuer}，{policy.date or '日期未示'}",
    facts="measure note",
    derived={
        "measures": facts_field(
            "measure", "举措类别", text=_types, priority=PROSE, after="focus_open"
        ),
        "notes": facts_field("note", "注", column=False, after="focus_open"),
    },
    clusters=_clusters,
    document=True,
    texts=_year,
    cited_as="gist",
)
