"""Builds, starts and stops everything. The only place that knows all others."""
