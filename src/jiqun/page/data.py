"""The data of the page: all that Python derives, in the words of the command line.

The page filters, sorts and lays out; what a figure says, whether a target was kept and how a source
is cited is written here once, as the other outputs have it.
"""

from __future__ import annotations

from typing import Any

from jiqun.analysis.completeness import completeness
from jiqun.analysis.filter import ClusterFilter, select
from jiqun.analysis.firms import firms_of
from jiqun.analysis.progress import Standing, select_standings
from jiqun.answers import REASONS, VERDICTS
from jiqun.kinds import kind_named
from jiqun.kinds.cluster import Cluster
from jiqun.kinds.source import Source
from jiqun.knowledge import KnowledgeBase
from jiqun.listings import completeness as coverage
from jiqun.listings.clusters import cluster_rows
from jiqun.listings.map import tiles
from jiqun.listings.targets import LEDGER, READING, progress_cell
from jiqun.page.cards import cards
from jiqun.page.citing import told_source
from jiqun.page.comparing import comparison
from jiqun.page.dataset import citation, licence_address, project_address
from jiqun.page.lists import listing
from jiqun.page.texts import Texts
from jiqun.views.view import edition_line
from jiqun.vocabulary import QUALITIES, SEEN_ON, STATES

# After whose end every target with a year is due.
_ALWAYS = 9999


def page_data(base: KnowledgeBase) -> dict[str, Any]:
    """Return what the page shows, as JSON; texts are numbers of ``texts``.

    Lists stand in the order in which the command line prints them.
    """
    texts = Texts()
    clusters = select(base, ClusterFilter())
    places = {one.id: at for at, one in enumerate(clusters)}
    standings = select_standings(base, ClusterFilter(), (), _ALWAYS)
    sources = base.all("source")
    last_year = int(base.meta.updated[:4]) - 1
    parts = {
        "meta": _meta(base),
        "words": {
            "verdicts": VERDICTS, "reasons": REASONS, "qualities": QUALITIES, "seen": SEEN_ON,
            "states": STATES,
        },
        "domains": [[one.name, one.short] for one in base.domains],
        "batches": [one.id for one in base.batches],
        "tiles": [[one.name, one.abbreviation, one.row, one.column] for one in tiles(base, [])],
        "clusters": {
            **listing(base, texts, cluster_rows(ClusterFilter()), clusters),
            "entries": [_cluster(base, one) for one in clusters],
            "comparisons": [comparison(base, texts, one) for one in clusters],
            "compared": kind_named("cluster").compared,
        },
        "targets": {
            **listing(base, texts, LEDGER, standings),
            "entries": [_standing(base, places, one) for one in standings],
            "about": READING,
            "due": last_year,
        },
        "sources": {
            **listing(base, texts, kind_named("source").rows, sources),
            "entries": [_source(base, texts, one) for one in sources],
        },
        "coverage": listing(base, texts, coverage.ROWS, list(completeness(base))),
        "cards": cards(base, texts),
    }  # fmt: skip
    more = {"harmless": texts.harmless(), "widths": texts.widths(), "texts": texts.all()}
    return {**texts.by_use(parts), **more}


def _meta(base: KnowledgeBase) -> dict[str, Any]:
    """Return what the base says of itself and of its day, where its project and licence stand."""
    return {
        **base.meta._asdict(),
        "project": project_address(),
        "licence_address": licence_address(base),
        "citation": citation(base),
        "edition": edition_line(base.edition),
    }


def _cluster(base: KnowledgeBase, one: Cluster) -> dict[str, Any]:
    """Return by what a cluster is filtered."""
    return {
        "id": one.id,
        "domain": one.domain,
        "batch": one.batch,
        "provinces": list(one.provinces),
        "firms": firms_of(base, one),
    }


def _standing(base: KnowledgeBase, places: dict[str, int], one: Standing) -> dict[str, Any]:
    """Return whose target it is, when it is due, and what became of it."""
    return {
        "cluster": places[one.cluster.id],
        "due": one.due,
        "own": one.target.of_cluster,
        "verdict": one.verdict(base),
        "reason": one.reason,
        "progress": progress_cell(one),
    }


def _source(base: KnowledgeBase, texts: Texts, one: Source) -> list[Any]:
    """Return how a source is told (see `told_source`), its quality, and how many cite it."""
    return [*told_source(base, texts, one), one.quality, sum(1 for _ in base.cited_by(one))]
