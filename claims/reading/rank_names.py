"""Words that name rebels and soldiers, and whose they are where a state fights an armed group."""

from collections.abc import Iterator

from claims.reading.scene import Scene


def by_rank(scene: Scene, *own: str, lost: bool = False) -> Iterator[tuple[int, int, str]]:
    """Yield the words that name rebels and soldiers, with whose they are; the lexemes of `own` name the state's as well.

    `lost` adds those that tell it of the dead and wounded alone.
    """
    state = scene.sides.state
    foe = scene.foe(state)
    if state is None or foe is None:
        return
    dead = (("rebel-lost", foe), ("regular-lost", state)) if lost else ()
    for name, party in (("rebel", foe), ("regular", state), *dead, *((name, state) for name in own)):
        for a, b in scene.marks.spans(name):
            yield a, b, party
