"""Clusters as they are listed: with the target that was asked for, and short where room is."""

from jiqun.analysis.filter import ClusterFilter
from jiqun.kinds import kind_named
from jiqun.kinds.leading import target_fields
from jiqun.knowledge import KnowledgeBase
from jiqun.views.columns import Columns
from jiqun.views.rows import Rows


def about_targets(base: KnowledgeBase) -> str:
    """Return how the column of targets is to be read, and which of them are due."""
    due = int(base.meta.updated[:4]) - 1
    return (
        "目标没有集群自己的，就取更大地域里同一产业的，标〔 〕；其余见 jiqun targets\n"
        f"{due} 年及以前的已到期，兑现与否见 jiqun targets --due {due}"
    )


def cluster_rows(wanted: ClusterFilter) -> Rows:
    """Return the rows of clusters, whose target is of the scopes and years that are wanted."""
    rows = kind_named("cluster").rows
    shown = target_fields(wanted.scopes, wanted.years)
    return rows._replace(fields={**rows.fields, **shown})


def short_columns(base: KnowledgeBase, rows: Rows) -> Columns:
    """Return the columns of a terminal, in which a domain has its short name by default."""
    columns = rows.columns(base)
    short = "domain_short"
    return Columns(
        [short if key == "domain" else key for key in columns.default],
        [one._replace(title="领域") if one.key == short else one for one in columns.known],
    )
