"""What a query is read as: conditions are looked for only where there may be one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jiqun.finding.conditions import conditions
from jiqun.finding.query import LONGEST_QUERY
from jiqun.finding.reading import Reading, read
from jiqun.knowledge import KnowledgeBase
from jiqun.text.normalize import regional
from jiqun.text.plain import plain

# What conditions are written with, and parts of them.
WORDS = [
    "最高", "排名", "前三", "前", "10", "2025年", "2024", "年", "突破", "超过", "不低于", "以上",
    "以内", "未达到", "达标", "没完成", "没有实现目标", "完成了", "哪个省", "哪些", "各市",
    "每个城市", "多少", "几个", "全部", "所有", "一共", "有什么", "列出", "名单", "集群",
    "最新一批", "新一批", "批", "入选", "公布", "从大到小", "由低到高", "从小到大", "居首",
    "领先", "第一", "排行榜", "产值", "规模", "营收", "企业", "企业数", "目标", "规划", "预计",
    "实绩", "利润", "五千亿", "5000亿", "二千", "半数", "过半", "三成", "两", "株洲", "汽车",
    "软件", "江苏", "领域", "高", "低", "大", "小", "多", "少", "从", "由", "于", "之", "内",
    "超", "破",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=6).map("".join))
def test_a_query_without_a_sign_has_no_condition(base: KnowledgeBase, query: str) -> None:
    words = regional(plain(query[:LONGEST_QUERY]))
    assert read(base, query) == conditions(base, words)


def test_a_name_is_read_as_words_alone(base: KnowledgeBase) -> None:
    assert read(base, "株洲汽车") == Reading("株洲汽车")
