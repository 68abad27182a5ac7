"""Folding: idempotent, script-blind, and harmless to what is stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from jiqun.knowledge import KnowledgeBase
from jiqun.text.normalize import fold, regional


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ａ Ｂ１２３", "ab123"),
        ("南京市新型電力（智能電網）裝備集群", "南京市新型电力智能电网装备集群"),
        ("4,000 亿元", "4000亿元"),
        ("42.5%", "42.5%"),
        ("工信厅规函〔2024〕252号", "工信厅规函2024252号"),
        ("台州", "台州"),
        ("", ""),
        ("—— ·", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_regional_words() -> None:
    assert regional(fold("積體電路")) == "集成电路"
    assert regional(fold("軟體和資訊服務")) == "软件和信息服务"
    assert regional("核心文件") == "核心文件"


def test_stored_names_are_found_in_either_script(base: KnowledgeBase) -> None:
    to_traditional = [OpenCC(config) for config in ("s2t", "s2tw", "s2hk")]
    for cluster in base.clusters:
        for name in (cluster.name, cluster.short, *cluster.aliases):
            for converter in to_traditional:
                assert fold(converter.convert(name)) == fold(name)
