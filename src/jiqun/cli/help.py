"""Help: what the app or a command takes, as a card that is drawn like any other."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from jiqun.cli.options import Output
from jiqun.cli.output import write_card
from jiqun.views.cards import Card, Section

if TYPE_CHECKING:
    from jiqun.cli.library import Context

# A paragraph of a docstring that has a label, as ``例：jiqun list``.
_LABELLED = re.compile(r"(\w{1,12})：(.*)", re.DOTALL)
_LISTED = re.compile(" {4,}")


def print_help(context: Context) -> None:
    """Print the help of a command, or of the app."""
    output = Output(
        script=context.obj.script,
        no_color=context.obj.no_color,
        pager=context.obj.pager,
        ambiguous_width=os.environ.get("JIQUN_AMBIGUOUS_WIDTH", ""),
    )
    write_card(help_card(context), output)


def help_card(context: Context) -> Card:
    """Return what a command says of itself, and its options by panel; of the app its commands.

    A docstring is a summary, prose, and paragraphs that begin with their label, as ``用法：``; a
    list has its label on a line of its own.
    """
    summary, *paragraphs = _paragraphs(context.command.help or "")
    prose = [summary, *(one for one in paragraphs if not _LABELLED.fullmatch(one))]
    labelled = [(one[1], one[2]) for one in map(_LABELLED.fullmatch, paragraphs) if one]
    # What begins on the next line is a list: examples, each with what it is for.
    facts = [("用法", _usage(context)), *(one for one in labelled if one[1][:1] != "\n")]
    lists = [(label, text.strip()) for label, text in labelled if text[:1] == "\n"]
    sections = [Section(label, (), list(map(_listed, text.split("\n")))) for label, text in lists]
    if not context.parent:
        sections.append(Section("命令", (), _commands()))
    for panel, parameters in _panels(context.command.params).items():
        told_of = [(_written(one), one.help) for one in parameters]
        sections.append(Section(panel, (), told_of))
    return Card(context.command_path, "\n".join(prose), facts, sections)


def _listed(line: str) -> tuple[str, str]:
    """Return an item of a list, and what is said of it."""
    item, said = _LISTED.split(line.strip(), maxsplit=1)
    return item, said


def _commands() -> list[tuple[str, str]]:
    """Return all commands with their summaries; none is built for it, which takes time."""
    from jiqun.cli.app import command_names, function

    return [
        (name, _paragraphs(inspect.getdoc(function(name)) or "")[0]) for name in command_names()
    ]


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a docstring."""
    return [paragraph.strip() for paragraph in text.split("\n\n")]


def _panels(parameters: Iterable[Any]) -> dict[str, list[Any]]:
    """Return parameters by panel, in the order in which panels first come."""
    panels: dict[str, list[Any]] = {}
    for one in parameters:
        panels.setdefault(one.rich_help_panel, []).append(one)
    return panels


def _usage(context: Context) -> str:
    words = ["[命令]"] if not context.parent else []
    for one in context.command.params:
        if one.param_type_name == "argument":
            written = _written(one)
            words.append(written if one.required else f"[{written}]")
    return " ".join([context.command_path, *words, "[选项]"])


def _written(parameter: Any) -> str:
    """Return how a parameter is written: ``-d, --domain 名称``."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    names = ", ".join([*sorted(parameter.opts, key=len), *parameter.secondary_opts])
    return f"{names} {parameter.metavar}" if parameter.metavar else names
