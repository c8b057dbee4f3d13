import copy
import pickle
from dataclasses import dataclass

from core.news import Article, Entry, Tag
from core.packed import packed
from tests.store.scene import NOON


@packed
@dataclass(frozen=True, slots=True, order=True)
class Pair:
    one: int
    other: tuple[int, ...] = ()


def test_a_record_is_itself_on_the_other_side() -> None:
    for record in (
        Pair(1, (2,)),
        Entry("a", None, "A truce", "It holds.", NOON, full=True),
        Article(1, "Courier", NOON, "A truce", "It holds.", publisher="Gazette"),
        Tag("truce", "truce.rule", "truce", 2, 7, "title"),
    ):
        assert pickle.loads(pickle.dumps(record, pickle.HIGHEST_PROTOCOL)) == copy.copy(record) == record
