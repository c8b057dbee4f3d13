"""Other parsers' own test data through our reading: no crash, nothing over a second, and the entries and titles that feedparser gives.

`python bench/corpus.py [FOLDER]` fetches the source packages below from PyPI with pip, once, into FOLDER (by default under the user's
cache), and reads every document in them: feeds, lists of feeds, pages. Nothing of them is kept elsewhere.

Each feed is read by `feeds.parse` as it would be off the wire, with the headers that its test names, and by feedparser as it comes. Told
are: what raised; what took more than a second of CPU time; where the number of entries or the titles differ, of the feed and of entries;
and, of the documents that the quick reader takes, where it and feedparser give other entries. The figures are ratios: of feedparser's
time, and of all documents.
"""

import io
import re
import subprocess
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import feedparser

from core.errors import UsageError
from core.news import Document
from feeds import quick
from feeds.article import content_of_page
from feeds.charset import decode, header_charset, xml_charset
from feeds.markup import title_of
from feeds.opml import read_opml
from feeds.parse import parse, reference
from feeds.record import RawFeed, entry

PACKAGES = (
    *("feedparser==6.0.14", "podcastparser==0.6.11", "reader==3.26", "fastfeedparser==0.6.5", "listparser==0.20", "opyml==0.1.2"),
    *("atoma==0.0.17", "speedparser==0.2.0", "extruct==0.18.0", "trafilatura==2.3.1"),
)
FEEDS = (".xml", ".rss", ".atom", ".rdf", ".json", ".feed")
PAGES = (".html", ".htm", ".xhtml")
LISTS = (".opml",)
URL = "http://127.0.0.1:8097/feed.xml"
LONGEST = 1.0
_HEADER = re.compile(rb"^\s*Header:\s*([\w-]+):\s*(.+?)\s*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Sample:
    """A document of somebody's tests."""

    name: str
    body: bytes

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers that the test wants it to come with."""
        given = {name.decode().lower(): value.decode("latin-1") for name, value in _HEADER.findall(self.body[:2000])}
        return {"content-type": "application/xml"} | given


def fetched(folder: Path) -> Iterator[Path]:
    """Yield the packages, those first fetched that are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        name, version = package.split("==")
        there = [*folder.glob(f"{name.replace('-', '[-_]')}-{version}.tar.gz")]
        if not there:
            # pip builds what it downloads, in an environment of its own, to learn what it needs.
            call = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", name, package, "-d", str(folder)]
            if subprocess.run(call, check=False).returncode:
                print(f"{package} could not be fetched")
                continue
            there = [*folder.glob(f"{name.replace('-', '[-_]')}-{version}.tar.gz")]
        yield from there


def samples(package: Path) -> Iterator[Sample]:
    """Yield the documents of a package."""
    with tarfile.open(package) as archive:
        for member in archive:
            path = Path(member.name)
            if member.isfile() and ("test" in member.name or "example" in member.name) and path.suffix.lower() in FEEDS + PAGES + LISTS:
                file = archive.extractfile(member)
                if file is not None:
                    yield Sample(str(path), file.read())


class Tally:
    """What came of all of them."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.ours = self.theirs = self.quickly = 0.0

    def feed(self, sample: Sample) -> None:
        """Read a feed in both ways and compare."""
        began = time.process_time()
        document = parse(sample.body, sample.headers, URL)
        took = time.process_time() - began
        self.ours += took
        if took > LONGEST:
            self.told("took over a second", sample, f"{took:.2f} s")
        began = time.process_time()
        try:
            given = feedparser.parse(io.BytesIO(sample.body), response_headers=dict(sample.headers), sanitize_html=False)
        except Exception as trouble:  # noqa: BLE001  (whatever it raises on its own tests)
            self.told("feedparser raises", sample, type(trouble).__name__)
            return
        self.theirs += time.process_time() - began
        self.count["feeds"] += 1
        self._compare(sample, document, given)
        self._differ(sample)

    def _compare(self, sample: Sample, document: Document, given: feedparser.FeedParserDict) -> None:
        titles = [title_of(dict.get(row, "title", "") or "") for row in given.entries]
        named = title_of(dict.get(given.feed, "title", "") or "")
        if not given.get("version"):
            self.count["no feed to feedparser"] += 1
            return
        if sample.body[:1] != b"{" and len(document.entries) != len(given.entries):
            self.told("another number of entries", sample, f"{len(document.entries)} for {len(given.entries)}: {document.problem}")
        elif sample.body[:1] != b"{":
            for ours, theirs in zip(document.entries, titles, strict=True):
                if theirs and ours.title != theirs:
                    self.told("another title", sample, f"{ours.title!r} for {theirs!r}")
        if given.entries and named and document.title != named:
            self.told("another title of the feed", sample, f"{document.title!r} for {named!r}")

    def _differ(self, sample: Sample) -> None:
        """Hold the quick reader to feedparser, where it takes a document."""
        text = decode(sample.body, (header_charset(sample.headers["content-type"]), xml_charset(sample.body)))
        with suppress(Exception):  # what raises has been told of
            began = time.process_time()
            found = quick.read(text)
            if found is None:
                return
            self.quickly += time.process_time() - began
            self.count["taken by the quick reader"] += 1
            told = reference(text)
            if self._made(found) != self._made(told):
                for ours, theirs in zip(self._made(found), self._made(told), strict=False):
                    if ours != theirs:
                        self.told("quick and feedparser differ", sample, f"{ours}\n      {theirs}")
                        break
                else:
                    self.told("quick and feedparser differ", sample, f"{len(found.entries)} for {len(told.entries)} entries")

    def _made(self, feed: RawFeed) -> list[object]:
        return [replace(entry(raw, URL, feed.lang)) for raw in feed.entries]

    def page(self, sample: Sample) -> None:
        """Take the article out of a page."""
        began = time.process_time()
        text = content_of_page(sample.body, {"content-type": "text/html"}, URL).text
        took = time.process_time() - began
        self.count["pages"] += 1
        self.count["pages with an article"] += text is not None
        if took > 5 * LONGEST:
            self.told("took over five seconds", sample, f"{took:.2f} s")

    def list(self, sample: Sample) -> None:
        """Read a list of feeds."""
        self.count["lists"] += 1
        try:
            self.count["feeds in lists"] += len(read_opml(sample.body))
        except UsageError:
            self.count["lists without feeds"] += 1

    def told(self, what: str, sample: Sample, words: str) -> None:
        """Count and print a difference."""
        self.count[what] += 1
        print(f"{what}: {sample.name}\n      {words}")


def main(folder: Path) -> None:
    """Read all, and print what differs and how much."""
    tally = Tally()
    for package in fetched(folder):
        for sample in samples(package):
            try:
                if sample.name.endswith(LISTS) or b"<opml" in sample.body[:1000]:
                    tally.list(sample)
                elif sample.name.endswith(PAGES):
                    tally.page(sample)
                else:
                    tally.feed(sample)
            except Exception as trouble:  # noqa: BLE001  (the thing to be found)
                tally.told("RAISED", sample, repr(trouble))
    print()
    for what, number in tally.count.most_common():
        print(f"{number:7} {what}")
    print(f"{tally.ours / tally.theirs:7.2f} of feedparser's CPU time; {tally.quickly / tally.theirs:.2f} the quick reader's part")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path.home() / ".cache" / "negotiation-watch" / "corpus")
