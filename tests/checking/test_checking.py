"""The check finds every kind of damage, and says where it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import starmap, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

from conftest import ROOT, TINY, Result, checked
from jiqun.checking import Report, Total, check
from jiqun.checking.evidence import holds
from jiqun.loading import PRESENT, base_path, files_of

Cli = Callable[..., Result]
BASE = base_path().read_text(encoding="utf-8")

RAIL = "    name: 株洲市先进轨道交通装备集群\n"
TARGET = """        metric: 规模
        op: gt
        value: 2000
"""

ACTUAL = """        value: 1600
        unit: 亿元
        year: 2023
        scope: cluster
"""

SHARE = """        value: 80
        unit: "%"
"""

RAIL_GAPS = """      - text: 2025年建设目标：世界一流研发中心、国际领先智造中心
        source: jjckb-20210323
    gaps:
"""
GAP = """      - field: {}
        state: not_found
        looked: "2026-11-22"
"""

BEIJING = 'pinyin: bei jing, adcode: "110000", region: 东部}'
TAIWAN = 'pinyin: tai wan, adcode: "710000"}'
SHIJIAZHUANG = 'adcode: "130100", province: 河北}\n'
HANDAN = "  - {id: handan, name: 邯郸, full: 邯郸市, english: Handan, pinyin: han dan, " + (
    'adcode: "130400", province: 河北}\n'
)

CHAMPIONS = """    value: 170
    unit: 家
"""

# What is damaged, what it becomes, what the check must say: the line is that of the damage.
# After the first sort nothing more is read; after the second one nothing is looked into.
UNREADABLE = [
    ("duplicate key", RAIL, RAIL + RAIL, "重复"),
    ("alias", RAIL, "    name: &x 株洲市先进轨道交通装备集群\n", "锚点"),
    ("tab", RAIL, "\tname: 株洲市先进轨道交通装备集群\n", "YAML"),
    ("invisible character", RAIL, RAIL.replace("株洲", "株\u200b洲"), "U+200B"),
]  # fmt: skip
MALFORMED = [
    ("unknown key", RAIL, RAIL + "    nmae: x\n", "没有“nmae”这个键"),
    ("missing key", "    name: 株洲市先进轨道交通装备集群\n    short: 先进轨道交通装备\n",
     "    name: 株洲市先进轨道交通装备集群\n", "缺少“short”"),
    ("wrong type", TARGET, TARGET.replace("2000", "两千"), "不合格"),
    ("wrong word", TARGET, TARGET.replace("gt", "more"), "可用：eq、ge、gt"),
    ("dangling city", "    cities: [株洲]\n", "    cities: [株州]\n", "cities 里没有“株州”"),
    ("dangling source", "        source: jjckb-20210323\n        evidence: 集群规模", "        source: nowhere\n        evidence: 集群规模", "sources 里没有“nowhere”"),
    ("duplicate id", "  - id: zhuzhou-aeroengine\n", "  - id: zhuzhou-rail\n", "重复"),
]  # fmt: skip
UNSOUND = [
    ("same name after folding", "    name: 株洲市中小航空发动机集群\n", "    name: 株洲市先进轨道交通装备（集群）\n", "去掉标点后与另一条相同"),
    ("lost bound", TARGET, TARGET.replace("gt", "eq"), "有界限"),
    ("evidence without its figure", TARGET, TARGET.replace("2000", "3000"), "里没有 3000亿元"),
    ("unknown unit", TARGET + "        unit: 亿元\n", TARGET + "        unit: 亿圆\n", "单位"),
    ("actual in the future", ACTUAL,
     ACTUAL.replace("2023", "2029"), "还没有实绩"),
    ("actual after its source", ACTUAL,
     ACTUAL.replace("2023", "2025"), "不会知道 2025 年的实绩"),
    ("wider figure without note", "        scope_note: 仅鄂尔多斯一市现代煤化工\n", "", "scope_note"),
    ("wrong code", 'adcode: "430200", province: 湖南', 'adcode: "440200", province: 湖南', "株洲的代码 440200 不在湖南"),
    ("wrong pinyin", "pinyin: zhu zhou,", "pinyin: zhu shou,", "株洲的拼音写作 zhu shou，检索时读作 zhu zhou"),
    ("wrong pinyin of a province", "pinyin: bei jing, adcode", "pinyin: bei jin, adcode", "北京的拼音写作 bei jin，检索时读作 bei jing"),
    ("code of another city", 'adcode: "130200"', 'adcode: "130100"', "唐山的代码 130100 与别的城市相同"),
    ("province of another region", BEIJING, BEIJING.replace("东部", "中部"), "北京写作属中部，regions 里属东部"),
    ("province of no region", TAIWAN, TAIWAN.replace("}", ", region: 东部}"), "台湾写作属东部，regions 里属无"),
    ("province of two regions", "    provinces: [山西, ", "    provinces: [北京, 山西, ", "北京写作属东部，regions 里属东部、中部"),
    ("province missing", "    provinces: [四川, 重庆]\n    cities", "    provinces: [四川]\n    cities", "城市在重庆，provinces 里没有它"),
    ("total that does not agree", "    batch: 2021\n    provinces: [湖南]\n", "    batch: 2022\n    provinces: [湖南]\n", "应为"),
    ("wrong sum of batches", "    total: 45\n", "    total: 46\n", "逐批相加是 45"),
    ("confirmed by itself", "        confirmed_by: [hzxwb-20200731]\n", "        confirmed_by: [ezhejiang-20210401]\n", "confirmed_by 里是它自己的来源"),
    ("share of more than all", SHARE, SHARE.replace("80", "180"), "占比 180% 不在 0 到 100 之间"),
    ("share of less than nothing", SHARE, SHARE.replace("80", "-80"), "占比 -80% 不在 0 到 100 之间"),
    ("address of an aggregator", "    quality: aggregator\n", '    url: "https://x.cn"\n    quality: aggregator\n', "聚合来源不给网址"),
    ("figure beside the printed one", TARGET, TARGET.replace("2000", "2001"), "里没有 2001亿元"),
    ("months without a period", "        evidence: 2023年集群规模达1600亿元\n", "        evidence: 2023年1—9月规模达1600亿元\n", "写着月份，要用 period"),
    ("firm without its words", "        evidence: 集中探访中车株洲所\n", "        evidence: 集中探访某所\n", "里没有“中车株洲所”"),
    ("indicator beside the printed one", CHAMPIONS, CHAMPIONS.replace("170", "171"), "里没有 171家"),
    ("name without its words", "evidence: 株洲市先进轨道交通装备}", "evidence: 株洲的轨道交通装备}", "里没有“株洲市先进轨道交通装备集群”"),
    ("date in the future", '    date: "2021-03-23"\n', '    date: "2031-03-23"\n', "晚于数据更新日期"),
]  # fmt: skip

# What is said of an entry far from what makes it wrong.
ELSEWHERE = (
    "应为",
    "逐批相加是 45",
    "聚合来源不给网址",
    "不会知道 2025 年的实绩",
    "北京写作属东部，regions 里属东部、中部",
)


@pytest.fixture
def told(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], tuple[Path, Result]]:
    """Check other data in place of the base."""

    def check_instead(text: str) -> tuple[Path, Result]:
        path = tmp_path / "clusters.yaml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr("jiqun.loading.base_path", lambda: path)
        return path, cli("check")

    return check_instead


class Damage(NamedTuple):
    name: str
    old: str
    new: str
    says: str

    @property
    def start(self) -> int:
        return BASE.index(self.old)

    @property
    def end(self) -> int:
        return self.start + len(self.old)

    @property
    def lines_kept(self) -> int:
        """How many of its lines stand as they were before the first that does not."""
        pairs = enumerate(zip_longest(self.old, self.new))
        return self.old[: next(at for at, (old, new) in pairs if old != new)].count("\n")


def rounds(rows: Sequence[tuple[str, str, str, str]]) -> list[list[Damage]]:
    """Return damages in as few groups as may be, in which none is of the same text as another."""
    groups: list[list[Damage]] = []
    for damage in sorted(starmap(Damage, rows), key=lambda one: one.start):
        free = (group for group in groups if group[-1].end <= damage.start)
        if group := next(free, None):
            group.append(damage)
        else:
            groups.append([damage])
    return groups


@pytest.mark.parametrize(
    "damages",
    [*([Damage(*row)] for row in UNREADABLE), *rounds(MALFORMED), *rounds(UNSOUND)],
    ids=lambda damages: ", ".join(one.name for one in damages),
)
def test_damage_is_found_and_located(
    told: Callable[[str], tuple[Path, Result]], damages: list[Damage]
) -> None:
    damaged, done, changed = "", 0, []
    for one in damages:
        damaged += BASE[done : one.start]
        changed.append(damaged.count("\n") + one.lines_kept)
        damaged, done = damaged + one.new, one.end
    damaged += BASE[done:]
    path, result = told(damaged)
    assert result.code in (1, 3)
    text, lines_out = damaged.splitlines(), (result.out + result.err).splitlines()
    for one, at in zip(damages, changed, strict=True):
        said = [line for line in lines_out if one.says in line and str(path) in line]
        assert said, one.name
        lines = []
        for place in (line.split(f"{path}:")[1] for line in said):
            line, column = (int(part) for part in place.split(":")[:2])
            assert 1 <= line <= len(text)
            assert 1 <= column <= len(text[line - 1]) + 1
            lines.append(line)
        # The problem stands where the damage is, or at the entry that it makes wrong.
        if one.says not in ELSEWHERE:
            assert min(abs(line - 1 - at) for line in lines) <= 40, one.name


def test_a_gap_that_is_none_is_found(told: Callable[[str], tuple[Path, Result]]) -> None:
    fields = ("targets", "own_targets", "actuals", "own_actuals", "firms")
    gaps = "".join(map(GAP.format, fields))
    damaged = BASE.replace(RAIL_GAPS, RAIL_GAPS + gaps, 1)
    path, result = told(damaged)
    assert result.code == 1
    line = 1 + damaged.splitlines().index("  - id: zhuzhou-rail")
    said = {one for one in result.out.splitlines() if "gaps 说没有" in one}
    assert said == {f"错误 {path}:{line}:5: gaps 说没有 {field}，可是有" for field in fields}


def test_what_is_doubtful_is_a_warning(told: Callable[[str], tuple[Path, Result]]) -> None:
    assert SHIJIAZHUANG in BASE
    without = SHIJIAZHUANG.replace('adcode: "130100", ', "")
    path, result = told(BASE.replace(SHIJIAZHUANG, without + HANDAN, 1))
    assert (result.code, result.err) == (0, "")
    for says in ("石家庄没有行政区划代码", "邯郸没有集群"):
        warning = rf"^警告 {re.escape(str(path))}:\d+:\d+: {says}$"
        assert re.search(warning, result.out, re.MULTILINE)


OWN = """clusters:
  - {{id: own, name: 株洲某新集群, short: 某, english: Own, english_basis: translated,
     domain: 高端装备, domain_basis: inferred, batch: 2021, provinces: [湖南], cities: [株洲],
     products: [某], confidence: {confidence}, sources: [{sources}]{naming},
     figures: [{{kind: {kind}, metric: 产值, op: eq, value: 60, unit: 亿元, {year}, scope: cluster,
       industry: cluster, source: {source}{confirmed_by}, evidence: {said}}}],
     firms: [{{name: 某厂, role: 龙头企业, scope: cluster, source: own-press{firm}}}]}}
  - {{id: own-2, name: 株洲又一集群, short: 又, english: Own, english_basis: translated,
     domain: 高端装备, domain_basis: inferred, batch: 2021, provinces: [湖南], cities: [株洲],
     products: [又], confidence: single, sources: [own-press],
     namings: [{{source: own-press, evidence: 株洲又一集群}}],
     figures: [{{kind: actual, metric: 产值, op: eq, value: 70, unit: 亿元, year: 2023,
       scope: cluster, industry: cluster, source: own-press, evidence: 产值70亿元}}]}}
indicators:
  - {{id: own-tiers, subject: 集群, name: 梯次, kind: actual, metric: 数量, op: eq, value: 3,
     unit: 级, scope: nation, members: [国, 省, 市], source: own-press{indicator}}}
policies:
  - {{id: own-policy, title: {title}, issuer: {issuer}, level: 市级, gist: 印发《某办法》,
     measures: [{{type: 产业, gist: 某}}], sources: [{policy}]}}
sources:
  - {{id: own-press, title: 甲, publisher: {publisher}, date: "2024-03-05", quality: press,
     seen_on: original, accessed: "2026-01"}}
  - {{id: own-press-2, title: {second}, publisher: 甲报, date: "2024-03-05", quality: press,
     seen_on: original,
     accessed: "2026-01"}}
  - {{id: own-copy, title: 株洲某新集群上榜, publisher: 丙网, quality: aggregator, seen_on: original,
     accessed: "2026-01"}}
  - {{id: own-office, title: 株洲某新集群名单{number}, publisher: 丁局, quality: official, seen_on: repost,
     accessed: "2026-01"}}
"""
SOUND = {
    "confidence": "single",
    "sources": "own-press",
    "kind": "actual",
    "year": "year: 2023",
    "source": "own-press",
    "confirmed_by": "",
    "said": "产值60亿元",
    "firm": ", evidence: 龙头企业某厂",
    "indicator": ", evidence: 三级体系",
    "issuer": "某市政府",
    "policy": "own-press, own-press-2, own-copy, own-office",
    "publisher": "甲报",
    "number": "〔2024〕3号",
    "naming": ", namings: [{source: own-press, evidence: 株洲某新产业集群}]",
    "title": "某办法",
    "second": "乙",
}


@pytest.mark.usefixtures("over_tiny")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, None),
        ({"confidence": "verified"}, "错误 可信程度 verified 要有"),
        ({"confidence": "verified", "sources": "own-press, own-press-2"}, "错误 可信程度"),
        ({"confidence": "verified", "sources": "own-press, own-copy"}, None),
        ({"confidence": "verified", "sources": "own-office", "naming": ""}, None),
        (
            {"confirmed_by": ", confirmed_by: [own-press-2]"},
            "错误 印证 own-press-2 与来源同出“甲报”",
        ),
        ({"confirmed_by": ", confirmed_by: [own-office]"}, "警告 官方来源 own-office 只作印证"),
        ({"kind": "target", "year": "year: 2025", "source": "own-copy"}, "警告 目标只有聚合来源"),
        ({"year": "year: 2024"}, "警告 来源发表于 2024-03-05，不会知道 2024 年全年的数"),
        ({"said": "1—7月产值60亿元"}, "错误 “1—7月产值60亿元”写着月份"),
        ({"said": "截至7月底产值60亿元"}, None),
        ({"year": "growth: {op: eq, value: 7}"}, "警告 有同比却没有年份或时段"),
        ({"said": "产值61亿元"}, "错误 原词“产值61亿元”里没有 60亿元"),
        ({"firm": ""}, "警告 企业“某厂”没有原词"),
        ({"firm": ", evidence: 龙头企业"}, "错误 原词“龙头企业”里没有“某厂”"),
        ({"firm": ", evidence: 某厂"}, "警告 原词“某厂”没有说“某厂”是龙头"),
        ({"firm": ", evidence: 某厂, note: 原文称领军企业"}, None),
        ({"indicator": ""}, "错误 数是从 members 数出来的"),
        ({"indicator": ", evidence: 国省市"}, "错误 原词“国省市”里没有 3级"),
        ({"indicator": ", evidence: 突破三级"}, "错误 原词“突破三级”有界限"),
        ({"issuer": "某市"}, "警告 发文单位“某市”是地方"),
        ({"policy": "own-copy"}, "警告 政策只有聚合来源"),
        ({"publisher": "jia.com.cn"}, "警告 原发单位“jia.com.cn”是网址"),
        ({"number": ""}, "警告 官方来源只见于转载"),
        ({"naming": ""}, "警告 来源 own-press 没有名称的原词"),
        (
            {"naming": ", namings: [{source: own-press, evidence: 湖南一集群}]"},
            "错误 原词“湖南一集群”里没有“株洲某新集群”，也没有它的别名",
        ),
        (
            {"naming": ", namings: [{source: own-copy, evidence: 株洲某新集群}]"},
            "错误 own-copy 印有名称，sources 里却没有它",
        ),
        ({"naming": SOUND["naming"] + ", gaps: [{field: name, state: not_found}]"}, None),
        (
            {
                "naming": ", namings: [{source: own-press, evidence: 株洲某新集群}]"
                ", gaps: [{field: name, state: not_found}]"
            },
            "错误 gaps 说没有 name，可是有",
        ),
        ({"title": "某办…"}, "警告 题目没有录全：录全"),
        ({"title": '"[某办…]"'}, None),
        ({"title": "某办法……"}, None),
        ({"title": "办法"}, "警告 题目没有录全：本库另有“某办法”"),
        ({"title": "办法, note: 题目为简称"}, None),
        ({"second": "甲与乙"}, "警告 题目没有录全：本库另有“甲与乙”"),
    ],
    ids=str,
)
def test_what_sources_cannot_bear_is_told(
    cli: Cli, tmp_path: Path, change: dict[str, str], says: str | None
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN.format(**SOUND | change), encoding="utf-8")
    told = [
        f"{line.split()[0]} {line.split(': ', 1)[1]}"
        for line in cli("check", str(own)).out.splitlines()
        if str(own) in line and "没有用到" not in line and "gaps 里也没有说" not in line
    ]
    assert (not told) if says is None else any(line.startswith(says) for line in told), told


@pytest.mark.usefixtures("over_tiny")
def test_a_number_told_of_two_clusters_is_doubted(cli: Cli, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    text = OWN.format(**SOUND)
    own.write_text(
        text.replace("value: 70", "value: 60").replace("产值70亿元", "产值60亿元"), encoding="utf-8"
    )
    assert "60亿元与第" in cli("check", str(own)).out


@pytest.mark.usefixtures("over_tiny")
@pytest.mark.parametrize(
    ("second", "doubted"),
    [
        ("value: 70", True),
        ("value: 70, status: superseded", False),
        ("value: 70, note: 另一说", False),
        ('value: 70, status: superseded, recorded: "2026-11-27"', False),
        ("value: 0.006", True),
    ],
)
def test_two_current_values_of_one_thing_are_doubted(
    cli: Cli, tmp_path: Path, second: str, doubted: bool
) -> None:
    own = tmp_path / "own.yaml"
    number = second.split(", ")[0].removeprefix("value: ")
    figure = (
        f"{{kind: actual, metric: 产值, op: eq, {second}, unit: 亿元, year: 2023, scope: cluster, "
        f"industry: cluster, source: own-press, evidence: 产值{number}亿元}}"
    )
    text = OWN.format(**SOUND).replace("figures: [", f"figures: [{figure}, ", 1)
    own.write_text(text, encoding="utf-8")
    assert ("是同一件事的两个数" in cli("check", str(own)).out) == doubted


@pytest.mark.usefixtures("over_tiny")
@pytest.mark.parametrize(("status", "missing"), [("superseded", False), ("current", True)])
def test_what_a_figure_supersedes_is_there_and_superseded(
    cli: Cli, tmp_path: Path, status: str, missing: bool
) -> None:
    own = tmp_path / "own.yaml"
    older = (
        f"{{kind: actual, metric: 产值, op: eq, value: 70, unit: 亿元, year: 2023, scope: cluster, "
        f"industry: cluster, source: own-press, evidence: 产值70亿元, status: {status}}}"
    )
    text = OWN.format(**SOUND).replace("figures: [", f"figures: [{older}, ", 1)
    text = text.replace("evidence: 产值60亿元", "evidence: 产值60亿元, supersedes: 产值70亿元", 1)
    own.write_text(text, encoding="utf-8")
    assert ("没有原词为“产值70亿元”" in cli("check", str(own)).out) == missing


def test_a_file_that_is_a_whole_base_is_checked_alone(cli: Cli, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(BASE.replace("    batch: 2021\n", "    batch: 2022\n", 1), encoding="utf-8")
    result = cli("check", str(own))
    assert result.code == 1
    assert re.search(rf"^错误 {re.escape(str(own))}:\d+:\d+: .*应为 25", result.out, re.MULTILINE)
    assert str(base_path()) not in result.out


@pytest.mark.usefixtures("over_tiny")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_base_is_checked_by_its_path_as_without(cli: Cli, tmp_path: Path, encoding: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(TINY.read_text(encoding="utf-8"), encoding=encoding)
    assert cli("check", str(own)).out.replace(str(own), str(TINY)) == cli("check").out


@pytest.mark.parametrize(("name", "why"), [("nowhere.yaml", "没有这个文件"), ("", "是文件夹")])
def test_a_file_that_cannot_be_read_is_told(cli: Cli, tmp_path: Path, name: str, why: str) -> None:
    result = cli("check", str(tmp_path / name))
    assert (result.code, why in result.err) == (3, True)


def test_what_is_doubtful_in_the_base_is_not_told_to_who_overlays_it(
    cli: Cli, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN.format(**SOUND), encoding="utf-8")
    told = [line for line in cli("check", str(own)).out.splitlines() if str(base_path()) in line]
    assert told
    assert all("应为" in line for line in told)


def test_a_duplicate_figure_is_found(tmp_path: Path) -> None:
    text = TINY.read_text(encoding="utf-8")
    start = text.index("      - kind: target\n")
    figure = text[start : text.index("      - kind", start + 1)]
    path = tmp_path / "clusters.yaml"
    path.write_text(text.replace(figure, figure + figure, 1), encoding="utf-8")
    assert any("重复" in problem.problem for problem in check([(path, path.read_bytes())]).problems)


@pytest.fixture(scope="module")
def report() -> Report:
    return checked(tuple(files_of(PRESENT)), "")


def test_the_base_is_sound(report: Report) -> None:
    assert report.errors == 0, [
        problem for problem in report.problems if problem.severity == "error"
    ]
    verdicts = {total.indicator.id: total.verdict for total in report.totals}
    assert set(verdicts.values()) <= {"agrees", "deviates"}
    assert len(verdicts) >= 90
    for total in report.totals:
        if total.verdict == "deviates":
            assert total.indicator.deviation


@pytest.fixture(scope="module")
def totals(report: Report) -> Mapping[str, Total]:
    return {total.indicator.id: total for total in report.totals}


@pytest.mark.parametrize(
    ("id_", "official", "counted"),
    [
        ("n25-total", 25, 25), ("n45-total", 45, 45), ("n80-total", 80, 79),
        ("n45-domain-it", 13, 13), ("n45-domain-equipment", 13, 14), ("n45-domain-materials", 7, 7),
        ("n45-domain-bio", 5, 5), ("n45-domain-consumer", 4, 3), ("n45-domain-nev", 3, 3),
        ("n45-region-east", 30, 30), ("n45-region-central", 8, 8), ("n45-region-west", 5, 5),
        ("n45-region-northeast", 2, 2), ("n45-key-regions", 30, 30), ("n45-provinces", 19, 19),
        ("n80-provinces", 25, 25), ("n25-cities", 21, 21), ("n45-province-jiangsu", 10, 10),
    ],
)  # fmt: skip
def test_official_totals(
    totals: Mapping[str, Total], id_: str, official: int, counted: int
) -> None:
    assert (totals[id_].official, totals[id_].counted) == (official, counted)


@pytest.mark.usefixtures("checked_once")
def test_check_prints_every_total(cli: Cli) -> None:
    result = cli("check")
    assert result.code == 0
    assert "高端装备领域集群数" in result.out
    assert "有差，已说明" in result.out


@pytest.mark.usefixtures("over_tiny")
def test_check_works_on_ones_own_yaml(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("clusters:\n  - id: zhuzhou-rail\n    rond: 1\n", encoding="utf-8")
    result = cli("check", str(path))
    assert (result.code, f"{path}:3:5" in result.out) == (1, True)
    path.write_text("clusters: [\n", encoding="utf-8")
    assert cli("check", str(path)).code == 3


@pytest.mark.usefixtures("checked_once")
def test_check_as_json(cli: Cli) -> None:
    envelope = json.loads(cli("check", "-f", "json").out)
    kinds = {item["kind"] for item in envelope["items"]}
    assert "total" in kinds
    assert envelope["total"] == len(envelope["items"])


def test_schema_is_current_named_in_the_data_and_valid(
    cli: Cli, plain_data: dict[str, Any]
) -> None:
    printed = cli("schema").out
    assert (ROOT / "data" / "clusters.schema.json").read_text(encoding="utf-8") == printed
    assert BASE.startswith("# yaml-language-server: $schema=clusters.schema.json\n")
    schema = json.loads(printed)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(plain_data, schema)
    alone = {"meta": plain_data["meta"], "clusters": [dict(plain_data["clusters"][0])]}
    jsonschema.validate(alone, schema)
    alone["clusters"][0]["nmae"] = "x"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(alone, schema)


@pytest.mark.parametrize(
    ("evidence", "value", "unit", "held"),
    [
        ("集群规模突破2000亿元", 2000, "亿元", True),
        ("集群规模突破2000亿元", 3000, "亿元", False),
        ("产值突破万亿元", 10000, "亿元", True),
        ("2.5万家", 25000, "家", True),
        ("近三成工业增加值", 30, "%", True),
        ("占全国近五分之一", 20, "%", True),
        ("exceed 120 billion yuan", 1200, "亿元", True),
        ("近1/4", 25, "%", True),
        ("上万家", 10000, "家", True),
        ("没有数", 5, "家", False),
        ("规模4000 亿元", 4001, "亿元", False),
        ("规模4,000亿元", 4000, "亿元", True),
        ("规模4000多亿元", 4000, "亿元", True),
        ("规模4000亿元", 4000, "万元", False),
        ("规模4000亿元", 1, "亿元", False),
        ("产值1.06万亿元", 10600, "亿元", True),
        ("产值1.06万亿元", 1, "万亿元", False),
        ("产值1.06万亿元", 1.1, "万亿元", False),
        ("2025年产值达4000亿元", 2025, "亿元", False),
        ("增长19%、突破8500亿元", 19, "亿元", False),
        ("增长19%、突破8500亿元", 19, "%", True),
        ("三千二百亿元", 3200, "亿元", True),
        ("one third of 30 clusters", 30, "个", True),
        ("约占三分之一", 33.3, "%", True),
        ("约占三分之一", 33, "%", True),
        ("约占三分之一", 34, "%", False),
    ],
)
def test_evidence_that_holds_its_figure(evidence: str, value: float, unit: str, held: bool) -> None:
    assert holds(evidence, value, unit) == held


def test_an_honest_cluster_of_ones_own_is_no_error(
    cli: Callable[..., Result], tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "clusters:\n  - {id: own, name: 株洲某新集群, short: 某, english: Own, english_basis: "
        "translated, domain: 高端装备, domain_basis: inferred, batch: 2024, provinces: [湖南], "
        "cities: [株洲], products: [某], confidence: single, sources: [jjckb-20210323]}\n",
        encoding="utf-8",
    )
    result = cli("check", str(own))
    assert result.code == 0, result.out + result.err
    assert "警告" in result.out


def test_problems_are_told_in_traditional_script(
    cli: Callable[..., Result], tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("clusters:\n  - {id: zhuzhou-rail, batch: 2024}\n", encoding="utf-8")
    printed = cli("check", str(own), "--script", "hant").out
    assert "警告" in printed
    assert "應為" in printed
    assert "应为" not in printed


@pytest.mark.parametrize("arguments", [["--svg", "a.svg"], ["-f", "csv"]])
def test_a_schema_is_json_only(cli: Callable[..., Result], arguments: list[str]) -> None:
    result = cli("schema", *arguments)
    assert (result.code, result.out) == (2, "")
    assert "只有 JSON" in result.err
