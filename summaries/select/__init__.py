"""Which sentences, how many: in reading order, none twice, none that reads badly without its context."""

from summaries.select.choice import Choice
from summaries.select.flaws import flaws

__all__ = ["Choice", "flaws"]
