"""``jiqun scan FILE…|FOLDER|-``: texts against the base."""

from collections.abc import Callable
from typing import Annotated, Any

from jiqun.cli.options import Output, argument, own
from jiqun.cli.output import format_of, write
from jiqun.cli.resolving import wanted
from jiqun.errors import UsageError


def run(
    files: Annotated[
        list[str], argument("文本、HTML、JSON Lines 文件或文件夹；- 是标准输入", "文件…")
    ],
    date: Annotated[str, own("--date", help="文章日期，今年、去年由它推算", metavar="日期")] = "",
    annotate: Annotated[
        bool, own("--annotate", help="输出原文，标出提到的和数字；-f html 是网页")
    ] = False,
    draft: Annotated[bool, own("--draft", help="把新数字写成待定的 YAML 条目")] = False,
    summary: Annotated[bool, own("--summary", help="只按对象、月份、结论计数")] = False,
    jobs: Annotated[int, own("--jobs", "-j", help="几个进程", metavar="个数", min=1)] = 1,
    dask: Annotated[
        str, own("--dask", help="在 Dask 集群上扫描：调度器的地址", metavar="地址")
    ] = "",
    resume: Annotated[
        bool, own("--resume", help="接着写 -o 的 .jsonl 或 .parquet，写过的不再扫描")
    ] = False,
    *,
    output: Output,
) -> None:
    """读文章：提到哪些集群，数字与知识库是否一致，哪些是新的。

    例：
    jiqun scan 新闻.txt    一篇文章
    jiqun scan 文章/    一个文件夹
    jiqun scan 新闻.txt -f json    结果给程序
    """
    from itertools import islice

    from jiqun.cli import scanning
    from jiqun.scanning.documents import documents_of, paths_of
    from jiqun.scanning.many import Record, Scanner, default_base, scanned

    if annotate + draft + summary > 1:
        raise UsageError("--annotate、--draft、--summary 一次只能用一个")
    paths = paths_of(files)
    read = [str(path) for path in paths]
    day = scanning.day(date)
    stream = None if annotate or draft or summary else scanning.stream_of(output, resume, read)
    if resume and not stream:
        raise UsageError("--resume 要同 -o 一个 .jsonl 或 .parquet 文件一起用")
    which = wanted(output)
    base = default_base(which)
    documents = islice(documents_of(paths), stream.written if stream else 0, None)
    judging = not (annotate or draft or summary)
    in_json = judging and not stream and format_of(output).name == "json"
    make: Callable[[Record], Any] = (
        scanning.line_of if stream
        else scanning.numbers_of if summary
        else scanning.item_of if in_json
        else scanning.read_of
    )  # fmt: skip
    scanner = Scanner(make, which, day, whole=annotate or draft)
    tally = scanning.Tally(output.script)
    outcomes = scanned(documents, scanner, jobs, dask)
    made = tally.through(scanning.watched(outcomes, len(paths)))
    if stream:
        stream.write(made)
    elif found := [one for one in made if one is not None]:
        way = (
            scanning.annotated if annotate
            else scanning.drafted if draft
            else scanning.summarized if summary
            else scanning.listed if in_json
            else scanning.reported
        )  # fmt: skip
        write(way(base, found, output), output, read)
    tally.close(judging)
