"""How complete the base is: a row for each field of clusters."""

from jiqun.schema.fields import NAME, Field
from jiqun.views.rows import Rows

ROWS = Rows(
    "知识库的覆盖",
    {
        "field": Field("键", priority=NAME),
        "title": Field("项目", priority=NAME),
        "present": Field("有", number=True),
        "unpublished": Field("未公布", number=True),
        "not_found": Field("未查到", number=True),
        "not_applicable": Field("不适用", number=True),
        "missing": Field("未找过", number=True),
        "share": Field("有的占", text=lambda base, one: f"{one.share:.0f}%", number=True),
    },
    ("title", "present", "unpublished", "not_found", "not_applicable", "missing", "share"),
    id="field",
)
