"""What search engines are told of the base: schema.org's Dataset, as JSON-LD."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from jiqun.knowledge import KnowledgeBase

# By which SPDX and schema.org know the licence of the data.
_LICENCES = {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}


def licence_address(base: KnowledgeBase) -> str | None:
    """Return where the licence of the data stands, if that is known."""
    return _LICENCES.get(base.meta.licence)


def project_address() -> str | None:
    """Return the address of the project, where the package declares one."""
    try:
        declared = metadata("jiqun").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    addresses = [line.partition(", ")[2] for line in declared]
    return next((one for one in addresses if one.startswith(("https://", "http://"))), None)


def citation(base: KnowledgeBase) -> str:
    """Return how the data itself is cited, after GB/T 7714-2015: a data set, ``[DS]``."""
    meta = base.meta
    return f"jiqun contributors. {meta.title}[DS]. 数据版本 {meta.version}. {meta.licence}."


def dataset(base: KnowledgeBase) -> dict[str, Any]:
    """Return the base as a Dataset; see https://schema.org/Dataset."""
    meta = base.meta
    told = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": meta.title,
        "description": "；".join([*meta.rules, meta.gap]),
        "version": meta.version,
        "dateModified": meta.updated,
        "license": licence_address(base) or meta.licence,
        "creator": {"@type": "Organization", "name": "jiqun contributors"},
        "inLanguage": "zh-Hans",
        "isAccessibleForFree": True,
        "spatialCoverage": "中国",
        "keywords": ["先进制造业集群", "advanced manufacturing clusters", "China", "open data"],
        "variableMeasured": sorted(
            {figure.metric for one in base.clusters for figure in base.figures(one)}
        ),
        "creditText": citation(base),
        "url": project_address(),
    }
    return {key: value for key, value in told.items() if value is not None}
