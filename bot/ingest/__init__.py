"""From a due source to stored articles and stories."""

from bot.ingest.ingest import Ingest
from bot.ingest.report import Ingested, Rejected, Report

__all__ = ["Ingest", "Ingested", "Rejected", "Report"]
