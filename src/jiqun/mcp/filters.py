"""Names and filters that several tools take, read as the command line reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from jiqun.analysis.filter import ClusterFilter
from jiqun.api import Base
from jiqun.resolving import selection
from jiqun.resolving.names import cited


def _listed(value: Any) -> Any:
    """Take one word for a list of one, which models often send."""
    return [value] if isinstance(value, (str, int)) else value


Listed = BeforeValidator(_listed)
Domains = Annotated[list[str], Listed, Field(description="领域，如 高端装备")]
Places = Annotated[list[str], Listed, Field(description="城市、省份或区域")]
Batches = Annotated[list[int], Listed, Field(description="2021、2022 或 2024")]
Keywords = Annotated[list[str], Listed, Field(description="名称、产品里的词，如 光伏")]
Firms = Annotated[list[str], Listed, Field(description="企业")]
Has = Annotated[
    list[Literal["target", "actual", "firm"]], Listed, Field(description="有目标、实绩或企业的")
]
Scopes = Annotated[
    list[Literal["cluster", "city", "province", "park", "nation"]],
    Listed,
    Field(description="cluster 只要集群自己的"),
]


AsOf = Annotated[str, Field(description="只按这天已公布的，如 2022-12-31")]


def selected(base: Base, asked: Mapping[str, Any], notes: list[str]) -> ClusterFilter:
    """Return the filter that words stand for; how they were read is added to ``notes``.

    Raises:
        UsageError, NotFoundError: see `jiqun.resolving.selection`.
    """
    words = {key: [str(one) for one in listed] for key, listed in asked.items()}
    return selection(base, words, notes.append)


def entry_of(base: Base, name: str, notes: list[str]) -> Any:
    """Return the entry that a name stands for; how it was read is added to ``notes``.

    Raises:
        NotFoundError, AmbiguousError: see `jiqun.resolving.names.entry`.
    """
    return base.named("cluster", name) or cited(base, name, notes.append)
