"""The data's own rules, which anyone can run: on the base, or on one's own YAML laid over it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jiqun.checking.facts import check_facts
from jiqun.checking.names import check_names
from jiqun.checking.problems import Marks, Problem
from jiqun.checking.totals import Total, check_totals, count
from jiqun.knowledge import KnowledgeBase
from jiqun.loading.compiling import examine

__all__ = ["Problem", "Report", "Total", "check", "count"]


class Report(NamedTuple):
    """What a check found: problems by place, and every official total beside ours.

    ``base`` has what was read, nothing where the data is too damaged, and ``version`` is that
    of the data, empty in that case.
    """

    base: KnowledgeBase
    version: str
    problems: Sequence[Problem]
    totals: Sequence[Total]

    @property
    def errors(self) -> int:
        """How many of the problems are errors; warnings do not make data invalid."""
        return sum(problem.severity == "error" for problem in self.problems)


def check(paths: Sequence[Path]) -> Report:
    """Check the YAML at ``paths``, the later ones laid over the first.

    Raises:
        DataError: a file is no YAML at all.
    """
    tables, marks, errors = examine(paths)
    if errors:
        problems = [Problem("error", error.mark, error.problem) for error in errors]
        return Report(KnowledgeBase(lambda name: []), "", problems, [])
    base = KnowledgeBase(lambda name: [list(record) for record in tables[name]])
    totals = list(check_totals(base))
    problems = [*_problems(base, marks), *_deviations(totals, marks, paths)]
    problems.sort(key=lambda problem: problem.mark)
    return Report(base, base.meta.version, problems, totals)


def _problems(base: KnowledgeBase, marks: Marks) -> Iterator[Problem]:
    yield from check_names(base, marks)
    yield from check_facts(base, marks)


def _deviations(totals: Sequence[Total], marks: Marks, paths: Sequence[Path]) -> Iterator[Problem]:
    for total in totals:
        mark = marks[f"indicators/{total.indicator.id}"]
        # Who lays clusters of their own over the base cannot mend what it says of its own.
        theirs = len(paths) > 1 and mark.file == str(paths[0])
        if total.verdict == "wrong":
            yield Problem(
                "warning" if theirs else "error",
                mark,
                f"{total.indicator.name}应为 {total.official:g}，本库数得 {total.counted}；"
                "请改数据，或用 deviation 说明",
            )
        elif total.verdict == "needless":
            yield Problem("warning", mark, "本库已与官方合计一致，deviation 可以删去")
