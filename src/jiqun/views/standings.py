"""Targets beside outcomes: which of them leads, and what is told of all."""

from collections.abc import Sequence

from jiqun.views.cells import Item, leading_order


def leading(standings: Sequence[Item]) -> list[Item]:
    """Return one target for each cluster, those that are comparable with an outcome first."""
    ordered = sorted(standings, key=lambda one: (not one["comparable"], *leading_order(one)))
    first: dict[str, Item] = {}
    for one in ordered:
        first.setdefault(one["cluster_id"], one)
    return list(first.values())


def standings_text(standings: Sequence[Item]) -> str:
    """Return how many targets there are, how many are comparable, and how many are met."""
    comparable = [one for one in standings if one["comparable"]]
    met = sum(one["status"] == "met" for one in comparable)
    return (
        f"共 {len(standings)} 个目标，涉及 {len({one['cluster_id'] for one in standings})} 个集群；"
        f"{len(comparable)} 个可与实绩比较，其中 {met} 个已达到；"
        "〔 〕是口径，无此标记的才是集群自己的"
    )


def chart_text(shown: Sequence[Item], standings: Sequence[Item]) -> str:
    """Return which targets are drawn, and how the chart is to be read."""
    return (
        f"{len(shown)} 个集群，每个取一个目标：可比的优先，再取集群自己的；"
        f"全部 {len(standings)} 个目标见不加 --chart 的表\n"
        "| 是目标，横条是可比的实绩；虚线是没有可比的实绩"
    )
