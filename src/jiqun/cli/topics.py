"""Topics of ``jiqun help``: pages on what holds for all commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jiqun.structs import Struct
from jiqun.views.cards import Card, Section

if TYPE_CHECKING:
    from jiqun.cli.options import GlobalOptions


class Topic(Struct):
    """What a topic is called, and what makes its page."""

    title: str
    card: Callable[[GlobalOptions], Card]


def _formats(options: GlobalOptions) -> Card:
    from jiqun.citing import STYLES, SUFFIXES
    from jiqun.exporting import EXPORTS
    from jiqun.formats import FORMATS, format_named

    rows = []
    for name in FORMATS:
        format_ = format_named(name)
        ends = "、".join(f".{one}" for one in format_.suffixes)
        rows.append((name, f"{format_.about}（{ends}）"))
    styles = [
        (style, "、".join(f".{end}" for end, known in SUFFIXES.items() if style in known))
        for style in STYLES
    ]
    exports = [("文件", "、".join(EXPORTS)), ("文件夹", "末尾加 /：CSV 和 datapackage.json")]
    return Card(
        "jiqun help formats",
        "-f 选格式，-o 写入文件；不写 -f 时看文件名的后缀，两样不能矛盾",
        [("例", "jiqun list -d 高端装备 -o 表.docx"), ("例", "jiqun list -f json --columns all")],
        [
            Section("列表和卡片：-f 格式", (), rows),
            Section("参考文献：jiqun cite --style 样式", (), styles),
            Section("整个知识库：jiqun export", (), exports),
        ],
    )


def _exit(options: GlobalOptions) -> Card:
    rows = [
        ("0", "找到了，或数据合格"),
        ("1", "没有找到，或 check 发现数据不合格"),
        ("2", "用法不对，或写不了文件"),
        ("3", "数据读不了"),
        ("130", "中断（Ctrl-C）"),
    ]
    about = "数据写到标准输出，其余都写到标准错误；管道提前关上不算错误"
    example = ("例", "jiqun show 株洲 > 株洲.txt && echo 找到了")
    return Card("jiqun help exit", about, [example], [Section("退出码", (), rows)])


def _columns(options: GlobalOptions) -> Card:
    from jiqun.cli.listed import column_names, listings

    sections = [
        Section(f"jiqun {command}", (), list(column_names(command).items()))
        for command in listings()
    ]
    return Card(
        "jiqun help columns",
        "--columns 和 --sort 用列名，中文、英文都可以；all 是全部；json、jsonl、yaml 里是键",
        [("例", "jiqun list --columns 集群,城市,目标"), ("例", "jiqun cities --sort -集群数")],
        sections,
    )


def _sources(options: GlobalOptions) -> Card:
    from jiqun.vocabulary import QUALITIES, SEEN_ON

    rows = [
        ("卡片", "jiqun show 名称：每条事实后面有编号，来源列在最后"),
        ("引用", "jiqun cite 名称 --figure 2000亿元：这个数字的参考文献"),
        ("打开", "jiqun open 名称：有网址的来源，并说明它支持什么"),
        ("表格", "html、docx、md 编号列在下面，csv、tsv、xlsx 有一列出处"),
        (
            "来源本身",
            "jiqun sources 列出全部，用法见 jiqun sources --help；jiqun show 来源短名 看用在哪里",
        ),
    ]
    return Card(
        "jiqun help sources",
        "每个数字都有来源、口径和来源原词；没有亲见的不写",
        [("例", "jiqun cite 株洲市先进轨道交通装备集群 --figure 2000亿元")],
        [
            Section("怎样看来源", (), rows),
            Section("类别", (), [(word, key) for key, word in QUALITIES.items()]),
            Section("所见", (), [(word, key) for key, word in SEEN_ON.items()]),
        ],
    )


def _environment(options: GlobalOptions) -> Card:
    rows = [
        ("JIQUN_DATA", "叠加的 YAML，同 --data；几个文件用冒号（Windows 用分号）隔开"),
        ("JIQUN_PAGER", "比屏幕长时用的分页程序，先于 PAGER；空或 cat 是不分页"),
        ("PAGER", "同上；都没有时用 less -FRX"),
        ("JIQUN_AMBIGUOUS_WIDTH", "终端把“、—、≥ 等字符画成几格：1 或 2"),
        ("NO_COLOR", "不用颜色，同 --no-color；TERM=dumb 也不用"),
        ("COLUMNS", "终端的宽度，没有时问终端"),
        ("XDG_CACHE_HOME", "缓存放在哪里；Windows 是 LOCALAPPDATA"),
        ("BROWSER", "jiqun open 用的浏览器"),
    ]
    about = "选项先于环境变量"
    example = ("例", "JIQUN_DATA=我的.yaml jiqun list")
    return Card("jiqun help environment", about, [example], [Section("环境变量", (), rows)])


TOPICS = {
    "formats": Topic("格式", _formats),
    "exit": Topic("退出码", _exit),
    "columns": Topic("列", _columns),
    "sources": Topic("来源", _sources),
    "environment": Topic("环境变量", _environment),
}
