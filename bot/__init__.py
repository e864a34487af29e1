"""Newsbrief: a Telegram bot that delivers news briefings in the outlets' own words."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "1")
"""python-telegram-bot then gives times to wait as timedelta, as its next version will."""
