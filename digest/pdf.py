"""A digest as PDF, to print or to send: pages of A4 with links, bookmarks and page numbers. Needs the extra `pdf`."""

from core.errors import WorkError
from digest.record import Digest


def pdf(digest: Digest) -> bytes:
    """Write a digest as PDF; the same digest is the same bytes.

    Raises:
        WorkError: the extra is not installed.
    """
    try:
        from digest.printing import printed  # noqa: PLC0415  (what it needs is an extra, and slow to import)
    except ImportError:
        raise WorkError("PDF needs an extra: pip install 'negotiation-watch[pdf]'") from None
    return printed(digest)
