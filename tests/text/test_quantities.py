"""The reader of quantities: bound, number, scale and unit as Chinese news print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.text.plain import plain
from jiqun.text.quantities import amount, quantities
from jiqun.vocabulary import OPS

# A text, and the operator, value, unit and words of every quantity in it.
READ = [
    ("产值突破4000亿元", [("gt", 4000, "亿元", "突破4000亿元")]),
    ("产值近10万亿元", [("near", 10, "万亿元", "近10万亿元")]),
    ("覆盖了500多家企业", [("gt", 500, "家", "500多家")]),
    ("2200余家", [("gt", 2200, "家", "2200余家")]),
    ("三成以上进出口额", [("ge", 30, "%", "三成以上")]),
    ("近三成工业增加值", [("near", 30, "%", "近三成")]),
    ("占比过半", [("gt", 50, "%", "过半")]),
    ("配套率超过50%", [("gt", 50, "%", "超过50%")]),
    ("规上企业2.5万家", [("eq", 2.5, "万家", "2.5万家")]),
    ("万亿级的规模", [("tier", None, "万亿元", "万亿级")]),
    ("突破万亿元", [("gt", 1, "万亿元", "突破万亿元")]),
    ("1.35万亿元", [("eq", 1.35, "万亿元", "1.35万亿元")]),
    ("5,000亿元", [("eq", 5000, "亿元", "5,000亿元")]),
    ("４０００亿元", [("eq", 4000, "亿元", "４０００亿元")]),
    ("保持两位数增长", [("ge", 10, "%", "两位数")]),
    ("增速超过两位数", [("gt", 10, "%", "超过两位数")]),
    ("百余家", [("gt", 100, "家", "百余家")]),
    ("占2/3", [("eq", 66.7, "%", "2/3")]),
    ("高3.1个百分点", [("eq", 3.1, "个百分点", "3.1个百分点")]),
    ("上千家", [("ge", 1000, "家", "上千家")]),
    ("上万家", [("ge", 1, "万家", "上万家")]),
    (
        "由17.84%上升为19.21%",
        [("eq", 17.84, "%", "17.84%"), ("eq", 19.21, "%", "19.21%")],
    ),
    ("58%的甲、53%的乙", [("eq", 58, "%", "58%"), ("eq", 53, "%", "53%")]),
    ("增长6.1%", [("eq", 6.1, "%", "6.1%")]),
    ("同比增长-3.2%", [("eq", -3.2, "%", "-3.2%")]),
    ("二千亿元", [("eq", 2000, "亿元", "二千亿元")]),
    ("两千家", [("eq", 2000, "家", "两千家")]),
    ("三千五百亿，", [("eq", 3500, "亿元", "三千五百亿")]),
    ("四百四十五个", [("eq", 445, "个", "四百四十五个")]),
    ("4千亿元", [("eq", 4000, "亿元", "4千亿元")]),
    ("一万二千家", [("eq", 12000, "家", "一万二千家")]),
    ("3亿5千万元", [("eq", 35000, "万元", "3亿5千万元")]),
    ("12亿3000万元", [("eq", 123000, "万元", "12亿3000万元")]),
    ("十几家", [("gt", 10, "家", "十几家")]),
    ("20多万家", [("gt", 20, "万家", "20多万家")]),
    ("10亿多元", [("gt", 10, "亿元", "10亿多元")]),
    ("数百家", [("tier", None, "家", "数百家")]),
    ("过百亿元", [("gt", 100, "亿元", "过百亿元")]),
    ("达到千亿元", [("eq", 1000, "亿元", "达到千亿元")]),
    ("千亿级、百亿元级", [("tier", None, "亿元", "千亿级"), ("tier", None, "亿元", "百亿元级")]),
    ("8000亿元以上", [("ge", 8000, "亿元", "8000亿元以上")]),
    ("1000亿元左右", [("about", 1000, "亿元", "1000亿元左右")]),
    ("不足100家", [("lt", 100, "家", "不足100家")]),
    ("不超过3个", [("le", 3, "个", "不超过3个")]),
    ("尚未突破1000亿元", [("lt", 1000, "亿元", "未突破1000亿元")]),
    ("力争突破2000亿元", [("gt", 2000, "亿元", "突破2000亿元")]),
    ("力争达到2000亿元", [("eq", 2000, "亿元", "2000亿元")]),
    ("突破了4000亿元", [("gt", 4000, "亿元", "突破了4000亿元")]),
    ("约占全国总产值的42.5%", [("about", 42.5, "%", "约占全国总产值的42.5%")]),
    ("四分之一", [("eq", 25, "%", "四分之一")]),
    ("接近全国十分之一", [("near", 10, "%", "接近全国十分之一")]),
    ("约占全国动力装备产值的1/3", [("about", 33.3, "%", "约占全国动力装备产值的1/3")]),
    ("营收约占全国 1/5", [("about", 20, "%", "约占全国 1/5")]),
    ("规模首破万亿元", [("gt", 1, "万亿元", "破万亿元")]),
    ("减少3%至146.13万辆", [("eq", 3, "%", "3%"), ("eq", 146.13, "万辆", "146.13万辆")]),
    ("22万吨多晶硅", [("eq", 22, "万吨", "22万吨")]),
    ("4000万吨级", [("tier", None, "万吨", "4000万吨级")]),
    ("百分之六十以上", [("ge", 60, "%", "百分之六十以上")]),
    ("七成半", [("eq", 75, "%", "七成半")]),
    ("1.2 万亿", [("eq", 1.2, "万亿元", "1.2 万亿")]),
    ("500 多家", [("gt", 500, "家", "500 多家")]),
    ("20万标箱", [("eq", 20, "万标箱", "20万标箱")]),
    ("5GW，100GWh", [("eq", 5, "GW", "5GW"), ("eq", 100, "GWh", "100GWh")]),
    ("3000至5000亿元", [("ge", 3000, "亿元", "3000"), ("le", 5000, "亿元", "5000亿元")]),
    ("20%—30%", [("ge", 20, "%", "20%"), ("le", 30, "%", "30%")]),
    ("3千至3万元", [("ge", 3000, "元", "3千"), ("le", 3, "万元", "3万元")]),
    ("从500亿元到800亿元", [("eq", 500, "亿元", "500亿元"), ("eq", 800, "亿元", "800亿元")]),
    ("產業產值突破萬億元", [("gt", 1, "万亿元", "突破萬億元")]),
    ("佔比過半", [("gt", 50, "%", "過半")]),
    ("附近500家，签约100亿元", [("eq", 500, "家", "500家"), ("eq", 100, "亿元", "100亿元")]),
    ("12亿美元", [("eq", 12, "亿美元", "12亿美元")]),
    ("三十五点五个百分点", [("eq", 35.5, "个百分点", "三十五点五个百分点")]),
    ("一点三五万亿元", [("eq", 1.35, "万亿元", "一点三五万亿元")]),
    ("百分之1,200", [("eq", 1200, "%", "百分之1,200")]),
    ("年增1成2", [("eq", 12, "%", "1成2")]),
    ("占全国1成", [("eq", 10, "%", "1成")]),
]  # fmt: skip

NO_QUANTITIES = [
    "成立于10月1成为集群",
    "3成都市",
    *("新一代", "一流", "第三方", "十分紧密", "“十四五”", "记者22日获悉", "〔2024〕171号", "5G"),
    *("C919", "“一核多园”", "C-V2X", "2021年", "2025-07-06 15:54:29", "3个月", "30多年", "百年"),
    *(
        "2024/12/19",
        "第3个",
        "三元材料",
        "一个",
        "千家万户",
        "一成不变",
        "百分点",
        "四川",
        "三位一体",
    ),
    *("产值突破 亿元", "千亿 级", "附近", "5G基站", "3D", "第445家", "A320", "“415X”", "二三百家"),
]


@pytest.mark.parametrize(("text", "found"), READ, ids=[text for text, _ in READ])
def test_quantities_are_read(text: str, found: list[tuple[str, float | None, str, str]]) -> None:
    assert [
        (one.op, one.value, one.unit, text[one.start : one.end]) for one in quantities(text)
    ] == found


@pytest.mark.parametrize("text", NO_QUANTITIES)
def test_what_is_no_quantity_is_left(text: str) -> None:
    assert quantities(text) == []


def test_one_number_may_stand_for_several_things() -> None:
    (one,) = quantities("新一代信息技术、高端装备领域集群各13个")
    assert (one.value, one.unit, one.each) == (13, "个", True)
    assert not quantities("集群13个")[0].each


@given(st.text())
def test_plain_text_keeps_its_length(text: str) -> None:
    folded = plain(text)
    assert len(folded) == len(text)
    assert plain(folded) == folded


@given(
    st.text(
        alphabet="约近超过突破上数几0123456789.,，/%一二两十百千万亿多余成半个家元级至到-第以左右 "
    )
)
def test_quantities_are_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for one in quantities(text):
        assert end <= one.start < one.end <= len(text)
        assert one.op in OPS
        assert (one.value is None) == (one.op == "tier")
        assert one.unit
        end = one.end


@given(
    st.decimals(min_value=0, max_value=99999, places=2),
    st.sampled_from(["亿元", "万亿元", "家", "万家", "%", "个百分点", "GWh", "吨"]),
    st.sampled_from([("", "", "eq"), ("突破", "", "gt"), ("", "以上", "ge"), ("约", "", "about")]),
)
def test_what_is_written_is_read_back(
    value: object, unit: str, bound: tuple[str, str, str]
) -> None:
    before, behind, op = bound
    text = f"产值{before}{value}{unit}{behind}，"
    (one,) = quantities(text)
    assert (one.op, one.value, one.unit) == (op, float(str(value)), unit)
    assert text[one.start : one.end] == text[2:-1]


def in_han(number: int) -> str:
    """Write a number below ten thousand as Chinese do."""
    text, zero = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            text += "零" * (zero and bool(text)) + "零一二三四五六七八九"[digit] + name
        zero = not digit
    return text


@given(st.integers(min_value=1, max_value=9999))
def test_numbers_in_words_are_those_in_digits(number: int) -> None:
    assert amount(in_han(number)) == (number, "")
    assert amount(f"{in_han(number)}亿") == amount(f"{number}亿") == (number, "亿")
