"""Telegram's end: what readers see and touch. No news logic lives here."""
