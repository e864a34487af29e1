"""Metrics for Prometheus, where the `metrics` extra is installed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from prometheus_client.core import Metric as Family

PREFIX = "newsbrief_"


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric, named as Prometheus's "Metric and label naming" asks, without our prefix.

    The name of a counter has no `_total`, which is added. `values` has a value for each value of `label`;
    a metric without a label has one value, for "".
    """

    name: str
    about: str
    values: Mapping[str, float]
    label: str = ""
    kind: Literal["gauge", "counter"] = "gauge"


def gauge(name: str, about: str, value: float) -> Metric:
    """A gauge of one value."""
    return Metric(name, about, {"": value})


def available() -> bool:
    """Whether the `metrics` extra is installed."""
    return find_spec("prometheus_client") is not None


def exposition(metrics: Iterable[Metric]) -> bytes:
    """`metrics`, and what the process uses (memory, CPU, files), in Prometheus's text format."""
    from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest

    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(_Collector(metrics))
    text: bytes = generate_latest(registry)
    return text


class _Collector:
    """The library's way to hand over values that were counted elsewhere."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = list(metrics)

    def collect(self) -> Iterator["Family"]:
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        for metric in self._metrics:
            labels = [metric.label] if metric.label else []
            family = (GaugeMetricFamily if metric.kind == "gauge" else CounterMetricFamily)(
                PREFIX + metric.name, metric.about, labels=labels
            )
            for value_of_label, value in metric.values.items():
                family.add_metric([value_of_label] if labels else [], value)
            yield family
