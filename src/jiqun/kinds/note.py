"""Notes: what else a source says, in our own words."""

from jiqun.kinds.base import Fact
from jiqun.schema.fields import may, must
from jiqun.schema.rules import SOURCE, TEXT
from jiqun.structs import Struct


class Note(Struct):
    """What else a source says; ``speaker`` is who said it."""

    owner: str
    text: str = must("内容", TEXT, "内容，用自己的话", search="prose")
    speaker: str | None = may("谁说的", TEXT, search="prose")
    role: str | None = may("说话人的身份", TEXT)
    source: str | None = may("来源", SOURCE)


FACT = Fact("note", table="notes", title="注", record=Note, slot="text", cited_as="text")
