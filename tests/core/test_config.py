"""Which config file is read, how it is laid over the shipped one, and what comes out."""

import subprocess
import sys
from pathlib import Path

import pytest
from platformdirs import user_config_path
from pydantic import TypeAdapter

from core.config import ConfigErrors, check, default_path, default_text, find, load, user_path, write_new
from core.config.add import add_feeds
from core.config.syntax import parse
from core.settings import Display, Feed, Poll, Settings, Store

HOME = Path(__file__).parents[2]
SHIPPED = load(default_path())

TALKS = 'name = "Gaza talks"\nparties = [{ name = "Israel" }, { name = "Hamas" }]\n'
FEED = '[[feed]]\nname = "A"\nurl = "https://a.example/rss"\n'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def load_text(path: Path, text: str) -> Settings:
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_the_shipped_config_has_no_mistake() -> None:
    assert check(default_path()) == []


def test_the_shipped_config_follows_both_sides_through_feeds_in_several_languages() -> None:
    assert [party.name for party in SHIPPED.negotiation.parties] == ["Ukraine", "Russia"]
    on = [feed for feed in SHIPPED.feed if feed.enabled]
    assert {feed.role for feed in on} == {"party", "mediator", "neutral"}
    assert {feed.lang for feed in on} == {"en", "uk"}
    assert all(feed.owner for feed in SHIPPED.feed)


def test_no_link_of_google_news_is_ever_followed() -> None:
    assert not [feed.name for feed in SHIPPED.feed if "//news.google.com/" in feed.url and feed.full_text]


def test_the_values_that_the_shipped_config_writes_out_are_the_defaults() -> None:
    assert (SHIPPED.poll, SHIPPED.store, SHIPPED.display) == (Poll(), Store(), Display())


def test_pydantic_itself_makes_the_same_settings_of_the_shipped_config() -> None:
    document = parse(default_text(), default_path()).document
    assert TypeAdapter(Settings).validate_python(document) == SHIPPED


def test_an_empty_file_changes_nothing(mine: Path) -> None:
    assert load_text(mine, "") == SHIPPED


def test_a_table_replaces_the_shipped_one_and_leaves_the_others(mine: Path) -> None:
    settings = load_text(mine, f"[negotiation]\n{TALKS}[poll]\nper_host = 2\n")
    assert [party.name for party in settings.negotiation.parties] == ["Israel", "Hamas"]
    assert settings.negotiation.speakers == ()
    assert settings.poll == Poll(per_host=2)
    assert settings.feed == SHIPPED.feed


def test_a_list_of_tables_replaces_the_whole_list(mine: Path) -> None:
    assert load_text(mine, FEED).feed == (Feed(name="A", url="https://a.example/rss"),)


def test_extending_adds_a_feed_to_the_shipped_ones(mine: Path) -> None:
    settings = load_text(mine, 'extends = "default"\n' + FEED)
    assert settings.feed == (*SHIPPED.feed, Feed(name="A", url="https://a.example/rss"))


def test_extending_completes_a_table_key_by_key(mine: Path) -> None:
    settings = load_text(mine, 'extends = "default"\n[negotiation]\nname = "Talks"\nspeakers = [{ name = "X" }]\n')
    assert settings.negotiation.name == "Talks"
    assert settings.negotiation.parties == SHIPPED.negotiation.parties
    assert [one.name for one in settings.negotiation.speakers[-2:]] == [SHIPPED.negotiation.speakers[-1].name, "X"]


def test_extending_with_the_address_of_a_shipped_feed_takes_its_place(mine: Path) -> None:
    old = SHIPPED.feed[3]
    settings = load_text(mine, f'extends = "default"\n[[feed]]\nname = "Mine"\nurl = "{old.url}"\nenabled = false\n')
    assert len(settings.feed) == len(SHIPPED.feed)
    assert settings.feed[3] == Feed(name="Mine", url=old.url, enabled=False)


def test_feeds_may_be_polled_fast_where_local_addresses_are_allowed(mine: Path) -> None:
    settings = load_text(mine, f"[poll]\nevery = 5\nallow_local = true\n{FEED}every = 1\n")
    assert (settings.poll.every, settings.feed[0].every) == (5.0, 1)


def test_a_user_can_ask_a_question_and_change_a_key(mine: Path) -> None:
    text = '[[topic]]\nid = "sea"\nname = "Sea"\nmark = "sea"\nrule = [{ id = "a", any = ["ship*"] }]\n'
    text += '[[question]]\nid = "ships-sunk"\ntopic = "sea"\nlabel = "Ships sunk"\nthings = { en = ["ship*"] }\ncues = { en = ["sunk"] }\n'
    settings = load_text(mine, text + '[keys]\n"conflict.next" = "f3"\n')
    (question,) = settings.question
    assert (question.topic, question.things) == ("sea", {"en": ("ship*",)})
    assert settings.keys == {"conflict.next": "f3"}


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_no_mistake(mine: Path) -> None:
    mine.write_bytes(b"\xef\xbb\xbf[poll]\r\nper_host = 2\r\n")
    assert load(mine).poll.per_host == 2


def test_the_file_in_use_is_the_one_named_else_the_users_else_the_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert find() == default_path() == HOME / "config.toml"
    own = user_config_path("negotiation-watch") / "config.toml"
    assert own == user_path()
    write_new(own, default_text())
    assert find() == own
    assert find(Path("named.toml")) == Path("named.toml")


def test_a_link_to_nowhere_in_the_users_folder_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    user_path().parent.mkdir()
    user_path().symlink_to(tmp_path / "gone.toml")
    with pytest.raises(ConfigErrors, match="there is no such file"):
        load()


def test_the_copy_to_change_is_the_shipped_file_and_is_good(mine: Path) -> None:
    write_new(mine, default_text())
    assert mine.read_text(encoding="utf-8") == default_path().read_text(encoding="utf-8")
    assert load(mine) == SHIPPED


def test_a_file_that_is_there_is_never_overwritten(mine: Path) -> None:
    mine.write_text("# mine\n")
    with pytest.raises(ConfigErrors, match="there is a file already; move it away, or edit it"):
        write_new(mine, default_text())
    assert mine.read_text() == "# mine\n"


def test_a_copy_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigErrors, match="cannot be written: Not a directory; name another place"):
        write_new(tmp_path / "file" / "deeper" / "config.toml", default_text())


def test_feeds_are_added_at_the_end_and_once(mine: Path) -> None:
    mine.write_text(f"# mine\n{FEED}")
    feeds = [Feed(name="A", url="https://a.example/rss"), Feed(name='B "b"', url="https://b.example/rss", lang="uk")]
    assert add_feeds(mine, feeds) == 1
    assert load(mine).feed == tuple(feeds)
    assert mine.read_text().startswith(f"# mine\n{FEED}")


def test_feeds_added_to_no_file_extend_the_shipped_ones(mine: Path) -> None:
    assert add_feeds(mine, [Feed(name="A", url="https://a.example/rss")]) == 1
    assert load(mine).feed == (*SHIPPED.feed, Feed(name="A", url="https://a.example/rss"))


def test_a_bad_feed_is_not_added(mine: Path) -> None:
    mine.write_text(FEED)
    with pytest.raises(ConfigErrors, match='url "ftp://b" is no http or https address'):
        add_feeds(mine, [Feed(name="B", url="ftp://b")])
    assert list(mine.parent.iterdir()) == [mine]
    assert mine.read_text() == FEED


def test_loading_a_good_config_does_not_import_all_of_the_validation_library() -> None:
    script = "import sys; from core.config import load; load(); sys.exit('pydantic' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], cwd=HOME, check=True)


def test_asking_where_the_config_lies_imports_no_validation() -> None:
    script = "import sys; from core.config import find; find(); sys.exit('pydantic_core' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], cwd=HOME, check=True)
