"""Listings of the page: cells of rows as the command line prints them, and how they sort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jiqun.formats import format_named
from jiqun.knowledge import KnowledgeBase
from jiqun.page.texts import Texts
from jiqun.views.arranging import Found, arrange, ranks
from jiqun.views.columns import Column
from jiqun.views.rows import REFERENCE, Rows


def listing(base: KnowledgeBase, texts: Texts, sort: Rows, rows: Sequence[Any]) -> dict[str, Any]:
    """Return rows as ``-f csv`` has them: titles, cells, the sources of each, ranks to sort by.

    The column of sources, which is the last, is no cell but the places of these among all.
    """
    places = {one.id: at for at, one in enumerate(base.all("source"))}
    columns = arrange(Found(base, sort, rows, ""), format_named("csv")).columns
    cited = [column for column in columns if column.key == REFERENCE]
    told = [column for column in columns if column.key != REFERENCE]
    return {
        "keys": [column.key for column in told],
        "titles": [column.title for column in columns],
        "cells": [texts.numbers([column.text(row) for column in told]) for row in rows],
        "cites": [[places[id_] for id_ in _cited(column, row)] for column in cited for row in rows],
        "ranks": {column.key: ranks(rows, column) for column in told},
    }


def _cited(column: Column, row: Any) -> list[str]:
    sources: Any = column.value(row)
    return [one["id"] for one in sources if isinstance(one, Mapping)]
