"""Clusters: the national advanced manufacturing clusters themselves."""

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

from jiqun.kinds import figure as figures
from jiqun.kinds.base import Kind, facts_field, references_to
from jiqun.kinds.leading import cites, target_cell, target_fields
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, Field, may, must
from jiqun.schema.rules import COUNT, SLUG, SOURCES, TEXT, TEXTS, YEAR, Choice, Json, ListOf, Ref
from jiqun.structs import Struct
from jiqun.text.phrases import UNSTATED, figure_text, joined, pasteable, time_text
from jiqun.vocabulary import (
    CITIES_STATUSES,
    CONFIDENCES,
    DOMAIN_BASES,
    ENGLISH_BASES,
    FIGURE_KINDS,
    NAME_MARKS,
    SCOPES,
    CitiesStatus,
    Confidence,
    DomainBasis,
    EnglishBasis,
    FigureKind,
)

if TYPE_CHECKING:
    from jiqun.analysis.progress import Standing
    from jiqun.kinds.figure import Figure
    from jiqun.views.cards import Card, Section, SourceNumbers


class Cluster(Struct):
    """A national advanced manufacturing cluster.

    ``provinces`` and ``cities`` name the leading place first; the cluster is counted in the
    regions of its first province. ``products`` and ``keywords`` are what people type, not facts.
    """

    id: str = must("短名", SLUG, "短名，定了就不再改")
    name: str = must(
        "集群",
        TEXT,
        "名单上的名称",
        search="name",
        text=lambda base, one: one.marked_name,
        priority=NAME,
        named=True,
    )
    short: str = must("简称", TEXT, search="alias")
    aliases: Sequence[str] = may("别名", TEXTS, search="alias", priority=PROSE)
    english: str = must("英文名", TEXT, search="english")
    english_basis: EnglishBasis = must(
        "英文名依据", Choice(ENGLISH_BASES), "英文名见于报道还是自译"
    )
    english_words: Sequence[str] = may(
        "英文检索词", TEXTS, search="english", item=False, column=False, one="word"
    )
    domain: str = must("领域", Ref("domains"))
    domain_basis: DomainBasis = must("领域依据", Choice(DOMAIN_BASES), "领域是官方所列还是推断")
    batch: int = must("批次", Ref("batches", YEAR), "批次年份")
    round: int | None = may("轮次", COUNT, "竞赛轮次")
    provinces: Sequence[str] = must(
        "省份", ListOf(Ref("provinces"), least=1), "省级单位，牵头者在前"
    )
    cities: Sequence[str] = must(
        "城市", ListOf(Ref("cities"), least=1), "城市，牵头者在前", priority=PROSE
    )
    cities_status: CitiesStatus = may(
        "城市列全",
        Choice(CITIES_STATUSES),
        "城市是否列全，默认 complete",
        default="complete",
        column=False,
    )
    counties: Sequence[str] = may(
        "区县园区", TEXTS, "具体到的区县或园区", search="place", one="county"
    )
    products: Sequence[str] = may(
        "产品",
        TEXTS,
        "产品的日常叫法，检索词",
        search="product",
        priority=PROSE,
        brief=False,
        one="product",
    )
    keywords: Sequence[str] = may(
        "检索词",
        TEXTS,
        "其他检索词，如镇、园区、展会的名字；不是事实",
        search="product",
        priority=PROSE,
        brief=False,
        one="keyword",
    )
    confidence: Confidence = must("可信程度", Choice(CONFIDENCES), "名称的可信程度")
    sources: Sequence[str] = must("来源", SOURCES, "名称与入选的来源", priority=PROSE, brief=False)

    @property
    def mark(self) -> str:
        """What must stand beside a name that was not seen in print: ``〔待核〕`` or nothing."""
        return NAME_MARKS.get(self.confidence, "")

    @property
    def marked_name(self) -> str:
        """The name with the mark that it must bear."""
        return f"{self.name}{self.mark}"

    @property
    def place(self) -> str:
        """Where it is: provinces, then cities that are not provinces themselves."""
        cities = [city for city in self.cities if city not in self.provinces]
        more = "等" if self.cities_status == "partial" else ""
        return f"{joined(list(self.provinces))} {joined(cities)}{more}".strip()


def _figures(title: str, kind: FigureKind | None = None) -> Field:
    """Return the field of the figures of a kind, or of all."""

    def value(base: KnowledgeBase, one: Cluster) -> list[Any]:
        items = base.once(f"figures/{one.id}", lambda: figures.FACT.of(base, one))
        return [item for item in items if kind in (None, item["kind"])]

    def text(base: KnowledgeBase, one: Cluster) -> str | None:
        return figures.figures_cell(each for each in base.figures(one) if kind in (None, each.kind))

    # A figure stands once in an item, with its kind.
    item = kind is None
    return Field(
        title, value=value, text=text, priority=PROSE, item=item, brief=False, after="confidence"
    )


def _related(base: KnowledgeBase, one: Cluster) -> dict[str, Json]:
    places = [("province", name) for name in one.provinces]
    places += [("city", name) for name in one.cities]
    return {
        "clusters": references_to(
            each
            for each in base.clusters
            if each.id != one.id and set(each.cities) & set(one.cities)
        ),
        "places": [
            {"kind": kind, "id": base.get(kind, name).id, "name": name} for kind, name in places
        ],
        "policies": [{"id": each.id, "title": each.title} for each in base.policies_of(one)],
    }


def _gists(base: KnowledgeBase, one: Cluster) -> str | None:
    return "；".join(f"{each.type}：{each.gist}" for each in base.measures(one)) or None


def _about(base: KnowledgeBase, one: Cluster) -> str:
    return f"{one.domain}，{one.batch}，{target_cell(base, one) or UNSTATED}"


def _card(base: KnowledgeBase, one: Cluster) -> "Card":
    from jiqun.kinds.cards import gap_section, measure_section, note_section
    from jiqun.views.cards import UNLABELLED, Section, SourceNumbers, card

    numbers = SourceNumbers()
    marks = numbers.marks(*one.sources)
    body = base.organisation(one)
    facts = [
        ("领域", f"{one.domain}（{DOMAIN_BASES[one.domain_basis]}）"),
        ("批次", f"{one.batch} 年" + (f"，第 {one.round} 轮竞赛" if one.round else "")),
        ("省市", _where(one)),
        ("区域", joined(base.regions_of(one))),
        ("别名", joined([one.short, *one.aliases])),
        ("产品", joined(list(one.products)) or UNSTATED),
        ("名称", f"{CONFIDENCES[one.confidence]}{marks}"),
        ("促进机构", f"{body.name}{numbers.marks(body.source)}" if body else None),
    ]
    known = base.figures(one)
    wider_only = bool(known) and not any(each.of_cluster for each in known)
    sections = [
        *_figure_sections(base, one, numbers),
        Section(
            "口径", (), [(UNLABELLED, "未见集群口径数字，所列均为更宽或更窄口径")] * wider_only
        ),
        measure_section(base.measures(one), numbers),
        _policy_section(base, one),
        _firm_section(base, one, numbers),
        note_section(base.notes(one), numbers),
        gap_section(base.gaps(one)),
        numbers.section(base),
    ]
    english = one.english + ("" if one.english_basis == "press" else "（自译）")
    return card(pasteable(one.marked_name), f"{one.id} · {english}", facts, sections)


def _where(one: Cluster) -> str:
    counties = f"（{joined(list(one.counties))}）" if one.counties else ""
    return one.place + ("（城市未列全）" if one.cities_status == "partial" else "") + counties


def _figure_sections(
    base: KnowledgeBase, one: Cluster, numbers: "SourceNumbers"
) -> "Iterator[Section]":
    """Yield targets, each with the outcome nearest to it, then outcomes and forecasts."""
    from jiqun.analysis.progress import standings
    from jiqun.kinds.cards import figure_section

    for kind, title in FIGURE_KINDS.items():
        known = [each for each in base.figures(one) if each.kind == kind]
        # Standings come in the order of the targets.
        beside = map(_outcome, standings(base, one)) if kind == "target" else repeat("")
        more = [
            outcome + _formerly(base, figure)
            for figure, outcome in zip(known, beside, strict=False)
        ]
        yield figure_section(title, known, numbers, more)


def _formerly(base: KnowledgeBase, figure: "Figure") -> str:
    """Return what a figure was in earlier versions of the data; empty where it was the same."""
    return "".join(f"；{version} 版作 {text}" for version, text in base.revisions(figure))


def _outcome(standing: "Standing") -> str:
    """Return in words how a target stands to its nearest outcome."""
    from jiqun.answers import REASONS, STATUSES
    from jiqun.listings.targets import percent

    actual = standing.actual
    if actual is None:
        return f"；{REASONS[standing.reason or 'no_outcome']}"
    when = time_text(actual.year, actual.period)
    outcome = f"{when} 年" if actual.year else when
    name = f"{actual.label or actual.metric} {figure_text(actual)}"
    mark = figures.mark_of(actual)
    if not standing.comparable:
        return f"；与{mark}{outcome}{name} 不可比：{standing.why_not}"
    share = f"{percent(standing)}，" if standing.progress is not None else ""
    return f"；可与 {outcome}{mark}{name} 相比：{share}{STATUSES[standing.status]}"


def _policy_section(base: KnowledgeBase, one: Cluster) -> "Section":
    from jiqun.views.cards import Section

    rows = [(each.date or UNSTATED, f"{each.title}（{each.id}）") for each in base.policies_of(one)]
    return Section("相关政策", (), rows)


def _firm_section(base: KnowledgeBase, one: Cluster, numbers: "SourceNumbers") -> "Section":
    from jiqun.views.cards import Section

    rows = [
        (
            each.role,
            each.name
            + ("" if each.scope == "cluster" else f"〔{SCOPES[each.scope]}〕")
            + (f"（{each.note}）" if each.note else "")
            + numbers.marks(each.source),
        )
        for each in base.firms(one)
    ]
    return Section("企业", (), rows)


KIND = Kind(
    "cluster",
    table="clusters",
    title="集群",
    listing="国家先进制造业集群",
    record=Cluster,
    default="name domain batch place target",
    card=_card,
    about=_about,
    facts="naming firm organisation figure measure note gap",
    derived={
        "mark": Field("标记", value=lambda base, one: one.mark or None, column=False, after="name"),
        "marked_name": Field(
            "带标记的名称",
            must=True,
            value=lambda base, one: one.marked_name,
            type="string",
            meaning="待核或回译的名称有标记",
            item=False,
            column=False,
            after="name",
        ),
        "domain_short": Field(
            "领域简称",
            value=lambda base, one: base.get("domain", one.domain).short,
            item=False,
            after="domain",
        ),
        "region": Field("区域", value=lambda base, one: base.region_of(one), after="round"),
        "key_region": Field(
            "重点区域", value=lambda base, one: base.region_of(one, "key"), after="round"
        ),
        "place": Field("省市", value=lambda base, one: one.place, item=False, after="round"),
        **target_fields(),
        "firms": facts_field("firm", "企业", priority=PROSE, after="keywords"),
        "organisation": facts_field("organisation", "促进机构", after="keywords"),
        "figures": _figures("数字"),
        "targets": _figures("全部目标", "target"),
        "actuals": _figures("实绩", "actual"),
        "forecasts": _figures("预计", "forecast"),
        "measures": facts_field("measure", "举措", text=_gists, priority=PROSE, after="confidence"),
        "notes": facts_field("note", "注", priority=PROSE, after="confidence"),
        "namings": facts_field("naming", "名称原词", column=False, after="confidence"),
        "gaps": facts_field("gap", "空白", column=False, after="confidence"),
    },
    cites=cites,
    related=_related,
    compared="domain batch round provinces cities counties region key_region"
    " firms organisation confidence",
    completes=True,
    cited_as="'入选名单'",
)
