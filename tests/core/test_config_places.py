"""Where the keys of a TOML text stand."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config.keys import Keys
from core.config.places import places, statement

TEXT = """\
# a comment with [brackets] and = signs
top = 1
[poll] # a heading
every = 900
deep.er = { x = 1, "y z" = [ 1,
  2 ] }

[[feed]]
name = "a # b"
[[feed]]
name = '''
two
lines'''
tags = [
  # nothing yet
  "[x]",

  { k = "v" }, ["]"], ]
[feed.more]
'q' = 1979-05-27 07:32:00
[[feed.part]]
a = 1
[[feed.part]]
a = "\\"]\\\\"
b = \"\"\"
"" two marks\"\"\"\"\"
c = 3
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        pytest.param(("top",), 2, id="a key before the first heading"),
        pytest.param(("poll",), 3, id="a heading"),
        pytest.param(("poll", "every"), 4, id="a key under it"),
        pytest.param(("poll", "deep"), 5, id="a table that a dotted key implies"),
        pytest.param(("poll", "deep", "er"), 5, id="a dotted key"),
        pytest.param(("poll", "deep", "er", "y z"), 5, id="a quoted key of an inline table"),
        pytest.param(("poll", "deep", "er", "y z", 1), 6, id="an element on a line of its own in an inline table"),
        pytest.param(("feed",), 8, id="a list of tables begins with its first"),
        pytest.param(("feed", 1), 10, id="the second of a list"),
        pytest.param(("feed", 1, "name"), 11, id="text over several lines begins where its key is"),
        pytest.param(("feed", 1, "tags", 0), 16, id="behind a comment"),
        pytest.param(("feed", 1, "tags", 1, "k"), 18, id="a key of a table in a list"),
        pytest.param(("feed", 1, "tags", 2, 0), 18, id="a list in a list"),
        pytest.param(("feed", 1, "more"), 19, id="a table of the last of a list"),
        pytest.param(("feed", 1, "more", "q"), 20, id="a time with a space in it"),
        pytest.param(("feed", 1, "part", 1, "a"), 24, id="a list within a list"),
        pytest.param(("feed", 1, "part", 1, "c"), 27, id="after text that ends in quotation marks"),
    ],
)
def test_a_key_is_found_where_it_stands(keys: Keys, line: int) -> None:
    assert places(TEXT)[keys] == line


def test_what_is_found_is_what_the_document_holds() -> None:
    assert set(places(TEXT)) == set(ways(tomllib.loads(TEXT)))


def test_of_broken_text_what_comes_before_the_fault_is_found() -> None:
    assert places("a = 1\nb = 2\n[c\nd = 3") == {("a",): 1, ("b",): 2}


def test_an_unfinished_statement_is_known_by_its_beginning() -> None:
    assert statement('a = 1\n[t]\nb = [\n  "x",\n  "y"\n') == (("t", "b"), 3)


def ways(value: Any, keys: Keys = ()) -> Iterator[Keys]:
    if keys:
        yield keys
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from ways(member, (*keys, key))


class Writer:
    """Writes TOML at random: every name is used once, and every value is a text that stands nowhere else."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0

    def fresh(self) -> str:
        self.count += 1
        return f"{self.count:04}"

    def name(self) -> str:
        return self.draw(st.sampled_from(["k{}", '"k {}"', "'k.{}'", '"\\u006b[{}]"', "{}", "-k_{}"])).format(self.fresh())

    def space(self, *, lines: bool) -> str:
        spaces = ["", " ", "\t", "\n", " # it's [a] = \"comment\n", "\r\n"] if lines else ["", " ", "\t"]
        return self.draw(st.sampled_from(spaces))

    def value(self, depth: int = 0) -> str:
        kind = self.draw(st.sampled_from(["text", "long", "raw", "list", "table"] if depth < 3 else ["text", "raw"]))
        match kind:
            case "list":
                members = [self.value(depth + 1) for _ in range(self.draw(st.integers(0, 3)))]
                return (
                    "["
                    + ",".join(self.space(lines=True) + member + self.space(lines=True) for member in members)
                    + self.space(lines=True)
                    + "]"
                )
            case "table":
                pairs = [f"{self.name()} = {self.value(depth + 1)}" for _ in range(self.draw(st.integers(0, 3)))]
                return "{ " + " , ".join(pairs) + " }"
            case "long":
                return f'"""v{self.fresh()} ] }} # "" \\""" \n x = 1 \n"{self.draw(st.sampled_from(["", chr(34)]))}"""'
            case "raw":
                return f"'v{self.fresh()} # \\'"
            case _:
                return f'"v{self.fresh()} ] # \\" \\\\"'

    def pairs(self) -> str:
        text = ""
        for _ in range(self.draw(st.integers(0, 3))):
            key = ".".join(self.name() for _ in range(self.draw(st.integers(1, 3))))
            text += f"{self.space(lines=True)}{key}{self.space(lines=False)}={self.space(lines=False)}{self.value()} # end\n"
        return text

    def document(self) -> str:
        text = self.pairs()
        lists = [""]
        for _ in range(self.draw(st.integers(0, 5))):
            before = self.draw(st.sampled_from(lists))
            path = (before + "." if before else "") + self.name()
            kind = self.draw(st.sampled_from(["table", "list", "again"]))
            if kind == "again" and before:
                # One more element of a list that is there; its own lists begin anew.
                path = before
                lists = [name for name in lists if not name.startswith(f"{before}.")]
            elif kind != "table":
                kind = "list"
                lists.append(path)
            text += (f"[ {path} ]" if kind == "table" else f"[[{path}]]") + "\n" + self.pairs()
        return text


@st.composite
def documents(draw: st.DrawFn) -> str:
    return Writer(draw).document()


@given(documents())
def test_every_value_of_every_document_is_found_on_its_line(text: str) -> None:
    document = tomllib.loads(text)
    found = places(text)
    assert set(found) == set(ways(document))
    for keys in found:
        value: Any = document
        for key in keys:
            value = value[key]
        if isinstance(value, str):
            assert found[keys] == text.count("\n", 0, text.index(value[:5])) + 1


@given(st.text(alphabet="ab.=[]{}\"'\\# \n\t,1-"))
def test_no_text_is_too_broken(text: str) -> None:
    places(text)
    statement(text)
