"""Simplified to traditional script, for display: characters change, words stay.

The names are official, so 软件 is printed 軟件 and never 軟體. Where several traditional forms of
a character are right, the one taken is what traditional-script editions of Chinese newspapers
print: 布局 and 公布 (not 佈), 占 (not 佔), 了解 (not 瞭解), 咨詢 (not 諮詢), 資金鏈 (not 鍊),
平臺 and 出臺 (not 台), 為, 著力. Where those have no example, as for 裡 and 臺灣, Taiwan's form.
What they get wrong by converting character by character (制造, 關于, 余家, 沖擊, 盡管) is not
copied: it is printed 製造, 關於, 餘家, 衝擊, 儘管.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from jiqun.text.simplified import simplified

# Addresses, which stay, and runs of Han.
RUN = re.compile(
    'https?://[^\\s，。；、）〕」”"<>]+|[\u3400-\u9fff\U00020000-\U0003ffffぁ-ゖァ-ヺー]+'
)
# What is put around words that are quoted as they are printed: selectors of variants that no
# character has, which pass for printable in all formats.
_QUOTED = re.compile("\U000e01ee([^\U000e01ef]*)\U000e01ef")
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
# Forms that OpenCC takes, and those that are printed.
_VARIANTS = str.maketrans("佈佔箇剷嶽巖慄汙籤諮鍊", "布占個鏟岳岩栗污簽咨鏈")
# Names and words as they are printed, taken before OpenCC sees the text. It would get them
# wrong as names (沈大 is short for 瀋陽 and 大連), or because it looks for phrases without regard
# for words (金发 in 基金发布, 强制 in 增强制造, 群后 in 入选集群后, 于海洋 in 位于海洋).
_PRINTED = """
集群 瀋大 瀋北 瀋飛 瀋機 瀋撫 瀋鼓 江干區 新干縣 游仙區 里水鎮 里耶 同里鎮 采石磯 道里區
光谷 聲谷 電谷 視谷 車谷 力谷 藥谷 碳谷 磁谷 金谷 鋁谷 硅谷
余曉暉 冬冬 金發 金杯 雪浪數製 台積電 總臺 航天 航發 海洋 億元 萬元
製造 控制造價 機制造成 體制造成 煤製 製氫 製烯烴 制定 制訂 制度 雲計算 雲端 匯聚 匯集
發展 發布 發起 發力 發行 發電 發射 發明 發動 發現 發揮 發達 發酵 研發 開發 印發 激發
示範 規範 模範 範圍 若干 骨幹 主幹 幹部 並非 夥伴 儘快 儘早 儘管 致力 包括 家具 了解 扎根
複合 複材 複算 恢復 康復 修復 系統 系列 歷史 歷經 里程 道裡 回收 回升 衝擊 衝刺 升級 湧現
採購 採集 採用 採煤 徵集 徵求 征程 長征 週期 表示 表面 表現 表明 表述 點讚 點贊助
面向 面料 面板 面臨 面對 面積 上游 中游 下游 乾法 乾膜 乾散貨 乾熄焦 銅桿 鋁桿
標籤 標簽約 標簽署 書籤 抽籤 鍛鍊 項鍊
"""
# Characters whose form their neighbours decide: surnames after a title, 范县 but 示範縣,
# 化學製藥 but 控制藥品, 並成立 but 合併成立.
_BESIDE = "|".join(
    (
        "(?<=记者|作者|专家|院长|院士|教授|主任|书记|主席|部长|司长|厅长|局长|省长|市长|经理|董事)"
        "(?:[余郁涂沈]|范(?![围例畴本式]))",
        "(?<![示模规])范(?=县)",
        "(?<![控限管抑])制(?=[药剂])",
        "(?<![一合归兼吞])并(?=[为成产包科兼合])",
    )
)
_BESIDE_PRINTED = {"制": "製", "并": "並"}


def traditional(text: str) -> str:
    """Return ``text`` in traditional script, character by character.

    What is traditional already stays as it is, and so does all that is not Chinese.
    """
    if text.isascii():
        return text
    if "\U000e01ee" in text:
        parts = _QUOTED.split(text)
        return "".join(part if at % 2 else traditional(part) for at, part in enumerate(parts))
    return RUN.sub(lambda run: _of_run(run.group()), text)


def as_printed(text: str) -> str:
    """Return ``text`` such that `traditional` gives it back as it is."""
    return RUN.sub(lambda run: f"\U000e01ee{run.group()}\U000e01ef", text)


@lru_cache(maxsize=65536)
def _of_run(run: str) -> str:
    if "://" in run or _KANA.search(run):
        return run
    plain = simplified(run)
    if plain != run and _convert(plain) == run:
        return run
    return _convert(run)


def _convert(run: str) -> str:
    pattern, printed = _terms()
    pieces = pattern.split(run)
    pieces[::2] = [_opencc().convert(piece).translate(_VARIANTS) for piece in pieces[::2]]
    pieces[1::2] = [printed.get(term, term) for term in pieces[1::2]]
    return "".join(pieces)


@cache
def _terms() -> tuple[re.Pattern[str], dict[str, str]]:
    printed = dict(zip(simplified(_PRINTED).split(), _PRINTED.split(), strict=True))
    longest_first = sorted(printed, key=len, reverse=True)
    return re.compile(f"({_BESIDE}|{'|'.join(longest_first)})"), printed | _BESIDE_PRINTED


@cache
def _opencc() -> Any:
    from opencc import OpenCC

    # s2t and s2hk print 集羣, s2twp prints 叢集; only s2tw keeps 集群.
    return OpenCC("s2tw")
