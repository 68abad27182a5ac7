"""The entities of the knowledge base and the facts that hang on them, as typed records.

Every record is a ``NamedTuple``: immutable, cheap to create by the hundred thousand, and
written to and read from JSON as an array. Entities refer to one another by name (places,
domains) or by id (clusters, sources). Facts (`Figure`, `Measure`, `Firm`, `Note`, `Gap`) name
the entity they belong to in ``owner``, as ``table/id``, e.g. ``clusters/zhuzhou-rail``.

A field that is ``None`` or empty says that the source says nothing. What was looked for and
not found, or does not apply, is a `Gap`.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Meta(NamedTuple):
    """What the knowledge base says of itself."""

    title: str
    version: str
    updated: str
    licence: str
    total: int
    gap: str
    rules: Sequence[str]


class Source(NamedTuple):
    """A page or document that was seen.

    ``date`` is the day of the original publication (``2021-03-23``, ``2021-03`` or ``2021``).
    ``quality`` is official, press or aggregator; ``seen_on`` tells whether the outlet's own
    page was seen (original) or a copy (repost).
    """

    id: str
    title: str
    publisher: str
    date: str | None
    author: str | None
    url: str | None
    quality: str
    seen_on: str
    accessed: str
    note: str | None


class Domain(NamedTuple):
    """One of the six domains in which the ministry counts the clusters of 2022."""

    id: str
    name: str
    short: str
    english: str
    aliases: Sequence[str]
    source: str


class Region(NamedTuple):
    """A group of provinces: one of four economic regions, or one of four key regions."""

    id: str
    name: str
    kind: str
    english: str
    aliases: Sequence[str]
    provinces: Sequence[str]
    rule: str
    source: str


class Province(NamedTuple):
    """A provincial unit; ``adcode`` is its six-digit GB/T 2260 code."""

    id: str
    name: str
    full: str
    abbreviation: str
    english: str
    pinyin: str
    aliases: Sequence[str]
    adcode: str
    region: str | None


class City(NamedTuple):
    """A city of prefecture level (or a municipality, or a unit directly under a province)."""

    id: str
    name: str
    full: str
    english: str
    pinyin: str
    aliases: Sequence[str]
    adcode: str | None
    province: str
    note: str | None


class Batch(NamedTuple):
    """A year in which the ministry published winners; ``id`` is that year."""

    id: int
    name: str
    added: int
    total: int
    notice: str
    published: str | None
    rounds: Sequence[str]
    documents: Sequence[str]
    sources: Sequence[str]


class Cluster(NamedTuple):
    """A national advanced manufacturing cluster.

    ``provinces`` and ``cities`` name the leading place first; the cluster is counted in the
    regions of its first province. ``products`` and ``keywords`` are what people type, not facts.
    ``confidence`` is verified, single, recalled or translated.
    """

    id: str
    name: str
    short: str
    aliases: Sequence[str]
    english: str
    english_basis: str
    english_words: Sequence[str]
    domain: str
    domain_basis: str
    batch: int
    round: int | None
    provinces: Sequence[str]
    cities: Sequence[str]
    cities_status: str
    counties: Sequence[str]
    products: Sequence[str]
    keywords: Sequence[str]
    confidence: str
    sources: Sequence[str]


class Period(NamedTuple):
    """A span of time, both ends included, as ``2022-01`` or ``2021``."""

    start: str
    end: str


class Growth(NamedTuple):
    """Change on the year before, in per cent."""

    op: str
    value: float


class Figure(NamedTuple):
    """A number that a source states of a cluster or of something around it.

    ``kind`` is target, actual or forecast. ``value`` is in ``unit`` and bounded by ``op`` (eq,
    ge, gt, le, lt, about, near, tier). ``scope`` is the area it covers (cluster, city, province,
    park, nation) and ``industry`` says whether it is the cluster's own (cluster, wider,
    narrower): only a figure with both ``cluster`` is a figure of the cluster.
    """

    owner: str
    kind: str
    metric: str
    label: str | None
    op: str
    value: float
    unit: str
    year: int | None
    period: Period | None
    scope: str
    industry: str
    scope_note: str | None
    growth: Growth | None
    source: str
    confirmed_by: Sequence[str]
    evidence: str
    note: str | None


class Measure(NamedTuple):
    """Something a government does or announces; ``type`` is one of eight kinds of policy."""

    owner: str
    type: str
    gist: str
    period: Period | None
    applies_to: Sequence[str]
    source: str


class Firm(NamedTuple):
    """A firm that a source names with a cluster, or with the area given by ``scope``."""

    owner: str
    name: str
    aliases: Sequence[str]
    role: str
    scope: str
    source: str
    evidence: str | None
    note: str | None


class Organisation(NamedTuple):
    """The body that promotes a cluster (集群发展促进机构)."""

    owner: str
    name: str
    source: str
    evidence: str | None


class Note(NamedTuple):
    """What else a source says, in our own words; ``speaker`` is who said it."""

    owner: str
    text: str
    speaker: str | None
    role: str | None
    source: str | None


class Gap(NamedTuple):
    """What is known to be unknown: ``state`` is unpublished, not_found or not_applicable."""

    owner: str
    field: str
    state: str
    looked: str | None
    note: str | None


class Policy(NamedTuple):
    """A document, notice or plan; ``number`` is its 文号, ``date_kind`` what the date means."""

    id: str
    title: str
    number: str | None
    issuer: str
    level: str
    date: str | None
    date_kind: str | None
    places: Sequence[str]
    clusters: Sequence[str]
    aliases: Sequence[str]
    gist: str
    focus: Sequence[str]
    focus_open: bool
    sources: Sequence[str]
    note: str | None


class Check(NamedTuple):
    """A count over the base that must give an indicator's value.

    ``counted`` is what is counted (clusters, provinces or cities); empty filters admit all.
    """

    batch: Sequence[int]
    domain: Sequence[str]
    region: Sequence[str]
    province: Sequence[str]
    city: Sequence[str]
    counted: str


class Indicator(NamedTuple):
    """A national or regional aggregate: a figure with a subject of its own.

    ``members`` lists what is counted where the source names the members. ``check`` is what the
    base must count, ``deviation`` why it knowingly differs.
    """

    id: str
    subject: str
    name: str
    kind: str
    metric: str
    op: str
    value: float | None
    unit: str | None
    year: int | None
    period: Period | None
    scope: str
    members: Sequence[str]
    members_open: bool
    check: Check | None
    deviation: str | None
    source: str
    confirmed_by: Sequence[str]
    evidence: str | None
    note: str | None
