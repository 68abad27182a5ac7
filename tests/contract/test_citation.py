"""``CITATION.cff`` says of the data what the data says of itself.

``JIQUN_UPDATE_CITATION=1 pytest tests/contract/test_citation.py`` writes it anew.
"""

from __future__ import annotations

import os

import yaml

from conftest import ROOT
from jiqun.kinds.meta import Meta
from jiqun.knowledge import KnowledgeBase

CITATION = ROOT / "CITATION.cff"


def citation(meta: Meta) -> str:
    """Return the file for a version of the data, in the Citation File Format 1.2."""
    return f"""\
cff-version: 1.2.0
type: dataset
title: {meta.title}（jiqun）
message: 引用请写明数据版本；引用其中的数字，请引它的来源（jiqun cite 名称）。
authors:
  - name: jiqun contributors
version: "{meta.version}"
date-released: "{meta.updated}"
license: {meta.licence.replace(" ", "-")}
abstract: {"；".join(meta.rules)}。
keywords: [先进制造业集群, advanced manufacturing clusters, China, open data]
"""


def test_the_citation_is_that_of_the_data(base: KnowledgeBase) -> None:
    made = citation(base.meta)
    if os.environ.get("JIQUN_UPDATE_CITATION"):
        CITATION.write_text(made, encoding="utf-8")
    assert CITATION.read_text(encoding="utf-8") == made


def test_the_citation_has_what_the_format_demands() -> None:
    read = yaml.safe_load(CITATION.read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= read.keys()
    assert read["license"] == "CC-BY-4.0"
    assert all(isinstance(read[key], str) for key in ("version", "date-released"))
