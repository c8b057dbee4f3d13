import errno
import os
import stat
from pathlib import Path

import pytest

from core.errors import WorkError
from digest.save import explain, save

ROOT = os.geteuid() == 0


def test_a_text_is_saved_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "digest.md"
    save("Обмін\n", path)
    assert path.read_bytes() == "Обмін\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    save("one", tmp_path / "digest.md")
    save("two", tmp_path / "digest.md", overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["digest.md"]


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "digest.md"
    path.write_text("mine")
    with pytest.raises(WorkError, match="is there already"):
        save("theirs", path)
    assert path.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["digest.md"]


def test_a_file_may_be_overwritten_when_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "digest.md"
    path.write_text("old")
    path.chmod(0o644)
    save("new", path, overwrite=True)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644, "it is served, and goes on to be"


def test_a_reader_of_the_old_file_keeps_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "digest.md"
    save("old", path)
    with path.open() as reader:
        save("new", path, overwrite=True)
        assert reader.read() == "old"


def test_a_dangling_link_is_not_written_through(tmp_path: Path) -> None:
    path = tmp_path / "digest.md"
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WorkError, match="is there already"):
        save("new", path)
    assert not (tmp_path / "elsewhere").exists()


def test_a_lone_surrogate_does_not_stop_it(tmp_path: Path) -> None:
    save("a\ud800b", tmp_path / "digest.md")
    assert (tmp_path / "digest.md").read_text() == "a?b"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("", "is a folder; give the name of a file", id="a folder"),
        pytest.param("none/digest.md", "there is no folder .*none; make it first", id="no such folder"),
        pytest.param("file/digest.md", "file is no folder", id="a file in place of the folder"),
        pytest.param("x" * 300, "the name is too long", id="too long a name"),
    ],
)
def test_what_cannot_be_written_is_said_with_the_way_out(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkError, match=message):
        save("text", tmp_path / name)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        pytest.param(errno.EACCES, "may not be written to", id="no permission"),
        pytest.param(errno.EROFS, "the file system is read-only", id="read-only"),
        pytest.param(errno.ENOSPC, "the disk is full; nothing was written", id="disk full"),
        pytest.param(errno.EIO, "cannot be written: Input/output error", id="anything else"),
    ],
)
def test_trouble_of_the_system_is_put_in_words(number: int, message: str) -> None:
    assert message in explain(Path("digest.md"), OSError(number, os.strerror(number)))


@pytest.mark.skipif(ROOT, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(WorkError, match="may not be written to"):
        save("text", tmp_path / "digest.md")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no such folder on this system")
def test_a_file_system_that_takes_no_files_is_said() -> None:
    with pytest.raises(WorkError, match=r"/proc/self/digest\.md: "):
        save("text", Path("/proc/self/digest.md"))
