"""SQL on deliveries: the ledger of what is owed to readers, part by part.

A part is `planned`; `sending` from the moment it is handed to the sender; then `sent`, `uncertain` (it may
have arrived, and is to be sent once more) or `failed` (given up, with a reason). Planned and uncertain parts
are open. A digest without parts stands for a slot that another digest covers, or that had nothing to say.
Every function takes a `Database` inside a unit of work; times are aware, in UTC.
"""

from bot.store.deliveries.counting import LATE, delivery_stats, delivery_totals
from bot.store.deliveries.planning import (
    active_readers,
    due_readers,
    listening_readers,
    plan_digest,
    plan_notice,
    planned_since,
    put_off,
)
from bot.store.deliveries.sending import (
    IN_FLIGHT,
    Part,
    abandon,
    claim_parts,
    part_failed,
    part_later,
    part_migrated,
    part_sent,
    part_uncertain,
    recover,
    suspend,
)

__all__ = [
    "IN_FLIGHT",
    "LATE",
    "Part",
    "abandon",
    "active_readers",
    "claim_parts",
    "delivery_stats",
    "delivery_totals",
    "due_readers",
    "listening_readers",
    "part_failed",
    "part_later",
    "part_migrated",
    "part_sent",
    "part_uncertain",
    "plan_digest",
    "plan_notice",
    "planned_since",
    "put_off",
    "recover",
    "suspend",
]
