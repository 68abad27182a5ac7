"""What stands beside an entry: the entries that `jiqun show` names with it."""

from typing import Any

from jiqun.knowledge import KnowledgeBase
from jiqun.views.items import item_of


def related(base: KnowledgeBase, kind: str, entity: Any) -> dict[str, Any]:
    """Return the entries that stand beside one: its clusters, its places, its policies."""
    if kind == "cluster":
        places = [("province", one) for one in entity.provinces]
        places += [("city", one) for one in entity.cities]
        return {
            "clusters": [
                {"id": one.id, "name": one.name}
                for one in base.clusters
                if one.id != entity.id and set(one.cities) & set(entity.cities)
            ],
            "places": [
                {"kind": place, "id": base.get(place, name).id, "name": name}
                for place, name in places
            ],
            "policies": [{"id": one.id, "title": one.title} for one in base.policies_of(entity)],
        }
    if kind == "source":
        return {
            "cited_by": [{"kind": citing, "id": one.id} for citing, one in base.cited_by(entity)]
        }
    if kind == "indicator":
        return {}
    clusters = base.clusters_in(kind, entity)
    return {"clusters": [item_of(base, "cluster", one) for one in clusters]}
