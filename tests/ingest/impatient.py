"""Loaded into Dask's workers: items there get a second."""

from bot.ingest import engine_dask
from bot.ingest.engine import LocalEngine

engine_dask._here = LocalEngine(1, seconds=1.0)
