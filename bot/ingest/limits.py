"""How much of anything is taken, and how long it may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and counts. The defaults are those of docs and contract; tests take smaller ones."""

    request_seconds: float = 30.0
    """One request with all its redirects."""
    connect_seconds: float = 10.0
    source_seconds: float = 60.0
    """All requests on behalf of one source in one pass."""
    pause_seconds: float = 0.2
    """Between the starts of two requests to one public host."""
    feed_bytes: int = 10_000_000
    page_bytes: int = 2_000_000
    """Unpacked, as above."""
    pages: int = 50
    """Article pages of one source in one pass, newest first."""
    sources_at_a_time: int = 48
