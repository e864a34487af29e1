"""Counts for Prometheus, where the `metrics` extra is installed."""

from collections.abc import Mapping
from importlib.util import find_spec


def available() -> bool:
    """Whether the `metrics` extra is installed."""
    return find_spec("prometheus_client") is not None


def exposition(gauges: Mapping[str, float]) -> bytes:
    """`gauges` (name without the `newsbrief_` prefix to value) in Prometheus's text format."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()
    for name, value in gauges.items():
        Gauge(f"newsbrief_{name}", name.replace("_", " ").capitalize(), registry=registry).set(value)
    text: bytes = generate_latest(registry)
    return text
