"""Delivery under force: kills, faults, pace and size. `python -m benchmarks.deliveries [--full]`."""
