"""Traditional script: names as they are printed, words kept, nothing else touched."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.kinds import FACTS, KINDS
from jiqun.knowledge import KnowledgeBase
from jiqun.text.normalize import fold
from jiqun.text.traditional import traditional

# Names of the base, and how documents in traditional script print them.
PRINTED = {
    "深圳市新一代信息通信集群": "深圳市新一代信息通信集群",
    "上海市集成电路集群": "上海市集成電路集群",
    "上海集成电路集群": "上海集成電路集群",
    "南京市新型电力(智能电网)装备集群": "南京市新型電力(智能電網)裝備集群",
    "先进轨道交通装备产业集群": "先進軌道交通裝備產業集群",
    "广深佛莞智能装备产业集群": "廣深佛莞智能裝備產業集群",
    "深广高端医疗器械集群": "深廣高端醫療器械集群",
    "广东省深广高端医疗器械集群": "廣東省深廣高端醫療器械集群",
    "青岛市轨道交通装备集群": "青島市軌道交通裝備集群",
    "新一代信息技术": "新一代信息技術",
    "高端装备": "高端裝備",
    "新材料": "新材料",
    "生物医药及高端医疗器械": "生物醫藥及高端醫療器械",
    "消费品": "消費品",
    "新能源及智能网联汽车": "新能源及智能網聯汽車",
    "京津冀": "京津冀",
    "长三角": "長三角",
    "珠三角": "珠三角",
    "成渝": "成渝",
    "东部": "東部",
    "东北": "東北",
    "广东省": "廣東省",
    "广州": "廣州",
    "青岛市": "青島市",
    "株洲": "株洲",
    "中车四方股份": "中車四方股份",
    "中车四方所": "中車四方所",
    "余晓晖": "余曉暉",
    "赵作权": "趙作權",
    "侯彦全": "侯彥全",
    "王江平": "王江平",
    "赵志国": "趙志國",
    "陶青": "陶青",
    "工业和信息化部": "工業和信息化部",
    "国家发改委": "國家發改委",
    "国资委": "國資委",
    "中国信息通信研究院": "中國信息通信研究院",
    "中国科学院科技战略咨询研究院": "中國科學院科技戰略咨詢研究院",
    "中国电子信息产业发展研究院": "中國電子信息產業發展研究院",
    "新材料中试平台建设指南(2024—2027年)": "新材料中試平臺建設指南(2024—2027年)",
    "工信部重装〔2024〕171号": "工信部重裝〔2024〕171號",
    "工信厅通装函〔2024〕379号": "工信廳通裝函〔2024〕379號",
    "工信部联原〔2024〕181号": "工信部聯原〔2024〕181號",
}
# Names of the base that those documents convert character by character (制造, 關于, 規范), or
# do not print at all.
RIGHT = {
    "先进制造业集群": "先進製造業集群",
    "关于巩固回升向好趋势加力振作工业经济的通知": "關於鞏固回升向好趨勢加力振作工業經濟的通知",
    "电力装备制造业数字化转型实施方案": "電力裝備製造業數字化轉型實施方案",
    "钢铁行业规范条件(2024年修订)(征求意见稿)": "鋼鐵行業規範條件(2024年修訂)(徵求意見稿)",
    "沈大工业母机集群": "瀋大工業母機集群",
    "沈阳市机器人及智能制造集群": "瀋陽市機器人及智能製造集群",
    "金华台州丘陵山区农机装备集群": "金華台州丘陵山區農機裝備集群",
    "北京海淀人工智能集群": "北京海淀人工智能集群",
    "呼和浩特市乳制品集群": "呼和浩特市乳製品集群",
    "佛山市、东莞市泛家居集群": "佛山市、東莞市泛家居集群",
    "航空工业沈飞": "航空工業瀋飛",
    "金发科技": "金發科技",
    "金杯电工": "金杯電工",
    "雪浪数制": "雪浪數製",
    "东岳机械": "東岳機械",
    "新松机器人": "新松機器人",
    "华辉家具": "華輝家具",
    "姜冬冬": "姜冬冬",
    "杜汇良": "杜匯良",
    "智能手表": "智能手錶",
    "煤制烯烃": "煤製烯烴",
    "煤制气": "煤製氣",
    "铲车": "鏟車",
    "按省归并非官方": "按省歸並非官方",
    "飞机制造企业": "飛機製造企業",
    "报道里的": "報道裡的",
    "25个中小企业": "25個中小企業",
}


@pytest.mark.parametrize(("name", "printed"), [*PRINTED.items(), *RIGHT.items()])
def test_names_of_the_base(name: str, printed: str, everything: str) -> None:
    assert name in everything
    assert traditional(name) == printed


@pytest.mark.parametrize(
    ("places", "printed"),
    [
        ("沈阳 余姚 余杭 新余 岳阳 丽水 钟祥 于都", "瀋陽 餘姚 餘杭 新餘 岳陽 麗水 鍾祥 于都"),
        ("于洪区 万载 台州 天台 台山 烟台 邢台 台湾", "于洪區 萬載 台州 天台 台山 煙臺 邢臺 臺灣"),
        ("范县 叶县 谷城 丰台 复兴区 道里区 游仙区", "范縣 葉縣 谷城 豐臺 復興區 道里區 游仙區"),
        ("松山湖 云谷 云南 连云港 曲阜 姜堰 朱家角", "松山湖 雲谷 雲南 連雲港 曲阜 姜堰 朱家角"),
    ],
)
def test_places(places: str, printed: str) -> None:
    assert traditional(places) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("记者范敏、院长余波、主任沈飞", "記者范敏、院長余波、主任沈飛"),
        ("专家范围、示范县、2200余家", "專家範圍、示範縣、2200餘家"),
        ("软件、信息、芯片、数字", "軟件、信息、芯片、數字"),
        ("平台出台布局，公布占比", "平臺出臺布局，公布占比"),
        ("体制机制、规制、制度、制定", "體制機制、規制、制度、制定"),
        ("复合材料恢复，重复答复", "複合材料恢復，重複答覆"),
        ("干细胞、干部、若干部门、烘干", "幹細胞、幹部、若干部門、烘乾"),
        ("系统、关系、联系、体系", "系統、關係、聯繫、體系"),
        ("合并成立，并成立联盟，并包括", "合併成立，並成立聯盟，並包括"),
        ("着力、这里、里程、公里、记者了解", "著力、這裡、里程、公里、記者了解"),
        ("云岩区、栗、污染、资金链", "雲岩區、栗、污染、資金鏈"),
        ("签协议、标签、目标签约", "簽協議、標籤、目標簽約"),
        # Words across which OpenCC sees others: 群后, 元后, 金发, 关系, 强制, 于海洋, 谷物.
        ("入选集群后突破千亿元后", "入選集群後突破千億元後"),
        ("基金发布有关系统增强制造业", "基金發布有關系統增強製造業"),
        ("位于海洋的交通历史与光谷物联网", "位於海洋的交通歷史與光谷物聯網"),
        ("牵头发布上海干部恢复合作", "牽頭發布上海幹部恢復合作"),
        ("航天后续光电复合", "航天後續光電複合"),
        ("化学制药控制药品，控制造价", "化學製藥控制藥品，控制造價"),
    ],
)
def test_characters_of_several_forms(text: str, printed: str) -> None:
    assert traditional(text) == printed


@pytest.mark.parametrize(
    "text",
    [
        "https://www.miit.gov.cn/a.html?b=c#d",
        "https://zh.example.org/发展/国家级开发区?q=台",
        "zhuzhou-rail ≥4,000 42.5%",
        "廣深佛莞智能裝備產業集群",
        "乾隆皇后長征，乾安縣幹部，瀋大臺灣",
        "10社前後の国家安全応急産業モデル基地",
        "생산액은 1400억",
    ],
)
def test_what_is_not_simplified_stays(text: str) -> None:
    assert traditional(text) == text


@given(st.text(st.characters().filter(lambda one: "CJK UNIFIED" not in unicodedata.name(one, ""))))
def test_text_without_han_stays(text: str) -> None:
    assert traditional(text) == text


@given(st.text(st.sampled_from("干后发里面台制并余范系复集群，、 a1")))
def test_length_stays(text: str) -> None:
    assert len(traditional(text)) == len(text)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from strings(one)


@pytest.fixture(scope="module")
def texts(base: KnowledgeBase) -> list[str]:
    """All strings of the base, each once."""
    found = dict.fromkeys(strings(base.meta))
    for kind in KINDS:
        for entry in base.all(kind):
            found.update(dict.fromkeys(strings(entry)))
            for fact in FACTS:
                found.update(dict.fromkeys(strings(list(base.facts(fact, entry)))))
    return list(found)


@pytest.fixture(scope="module")
def everything(texts: list[str]) -> str:
    return "\n".join(texts)


def test_all_texts_keep_their_length(texts: list[str]) -> None:
    assert len(texts) > 5000
    assert [one for one in texts if len(traditional(one)) != len(one)] == []


def test_converting_twice_is_converting_once(texts: list[str], everything: str) -> None:
    once = [traditional(one) for one in texts]
    assert [one for one in once if traditional(one) != one] == []
    assert traditional(everything) == "\n".join(once)


def test_clusters_are_never_renamed(everything: str) -> None:
    printed = traditional(everything)
    assert printed.count("集群") == everything.count("集群") > 500


def test_what_is_printed_can_be_typed_back(base: KnowledgeBase) -> None:
    names = [base.title_of(entry) for kind in KINDS for entry in base.all(kind)]
    for cluster in base.clusters:
        names += cluster.short, *cluster.aliases, *cluster.products, *cluster.keywords
        names += (firm.name for firm in base.firms(cluster))
    for kind in ("city", "province", "region", "policy"):
        names += (alias for entity in base.all(kind) for alias in entity.aliases)
    assert [one for one in names if fold(traditional(one)) != fold(one)] == []


def test_opencc_is_loaded_only_when_it_is_needed() -> None:
    program = (
        "import sys; from jiqun.text.traditional import traditional; traditional('jiqun'); "
        "assert 'opencc' not in sys.modules; traditional('软件'); assert 'opencc' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
