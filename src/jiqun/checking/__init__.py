"""The data's own rules, which anyone can run: on the base, or on one's own YAML laid over it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from jiqun.checking.facts import check_facts
from jiqun.checking.names import check_names
from jiqun.checking.problems import Marks, Problem
from jiqun.checking.sources import check_sources
from jiqun.checking.titles import check_titles
from jiqun.checking.totals import Total, check_totals, count
from jiqun.errors import Mark
from jiqun.knowledge import Edition, KnowledgeBase
from jiqun.loading import File, as_of
from jiqun.loading.compiling import examine
from jiqun.loading.files import is_base
from jiqun.structs import Struct

__all__ = ["Problem", "Report", "Total", "check", "count"]


class Report(Struct):
    """What a check found: problems by place, and every official total beside ours.

    ``base`` has what was read, nothing where the data is too damaged, and ``edition`` tells
    which data it is, None in that case.
    """

    base: KnowledgeBase
    edition: Edition | None
    problems: Sequence[Problem]
    totals: Sequence[Total]

    @property
    def errors(self) -> int:
        """How many of the problems are errors; warnings do not make data invalid."""
        return sum(problem.severity == "error" for problem in self.problems)


def check(files: Sequence[File], known_on: str = "") -> Report:
    """Check the YAML of files that have been read, the later ones laid over the first.

    The official totals are those of the day ``known_on`` (2022-12-31), by default of today.

    A file that has ``meta`` is a base of its own: it lies over nothing, and the check begins there.

    Raises:
        DataError: a file is no YAML at all.
    """
    paths, contents = [Path(path) for path, _ in files], [content for _, content in files]
    first = max((at for at, content in enumerate(contents) if is_base(content)), default=0)
    paths = paths[first:]
    tables, marks, errors = examine(paths, contents[first:])
    if errors:
        problems = [Problem("error", error.mark, error.problem) for error in errors]
        return Report(KnowledgeBase.of({}), None, problems, [])
    base = KnowledgeBase.of(tables)
    told = as_of(base, known_on) if known_on else base
    totals = list(check_totals(told))
    problems = [*_problems(base, marks, paths), *_deviations(totals, marks, paths)]
    problems.sort(key=lambda problem: problem.mark.place)
    return Report(told, told.edition, problems, totals)


def _problems(base: KnowledgeBase, marks: Marks, paths: Sequence[Path]) -> Iterator[Problem]:
    for problems in (check_names, check_facts, check_sources, check_titles):
        for one in problems(base, marks):
            if one.severity == "error" or not _of_others(one.mark, paths):
                yield one


def _of_others(mark: Mark, paths: Sequence[Path]) -> bool:
    """Tell whether ``mark`` is in the base that others made, which who overlays it cannot mend."""
    return len(paths) > 1 and mark.file == str(paths[0])


def _deviations(totals: Sequence[Total], marks: Marks, paths: Sequence[Path]) -> Iterator[Problem]:
    for total in totals:
        mark = marks[f"indicators/{total.indicator.id}"]
        if total.verdict == "wrong":
            yield Problem(
                "warning" if _of_others(mark, paths) else "error",
                mark,
                f"{total.indicator.name}应为 {total.official:g}，本库数得 {total.counted}；"
                "请改数据，或用 deviation 说明",
            )
        elif total.verdict == "needless":
            yield Problem("warning", mark, "本库已与官方合计一致，deviation 可以删去")
