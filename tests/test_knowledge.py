"""The knowledge base: how entries are joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT, knowledge_of


@pytest.mark.parametrize(
    ("named", "measured"),
    [("[zhuzhou-rail]", "[suzhou-nano]"), ("[zhuzhou-rail]", "[]"), ("[]", "[suzhou-nano]")],
)
def test_policies_name_a_cluster_or_have_a_measure_for_it(
    tmp_path: Path, named: str, measured: str
) -> None:
    text = (ROOT / "tests" / "tiny.yaml").read_text(encoding="utf-8")
    text = text.replace("    clusters: [zhuzhou-rail]\n", f"    clusters: {named}\n")
    text = text.replace("gist: 奖补", f"gist: 奖补, applies_to: {measured}")
    path = tmp_path / "base.yaml"
    path.write_text(text, encoding="utf-8")
    base = knowledge_of(path)
    for cluster in base.clusters:
        expected = ["plan"] if cluster.id in named + measured else []
        assert [policy.id for policy in base.policies_of(cluster)] == expected


def test_the_policy_that_set_a_target_of_a_cluster_is_one_of_its(tmp_path: Path) -> None:
    text = (ROOT / "tests" / "tiny.yaml").read_text(encoding="utf-8")
    text = text.replace("    clusters: [zhuzhou-rail]\n", "")
    words = "        evidence: 集群规模突破2000亿元\n"
    path = tmp_path / "base.yaml"
    path.write_text(text.replace(words, f"{words}        set_by: plan\n"), encoding="utf-8")
    base = knowledge_of(path)
    assert [policy.id for policy in base.policies_of(base.cluster("zhuzhou-rail"))] == ["plan"]
