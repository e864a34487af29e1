"""Newsbrief: a Telegram bot that delivers news briefings in the outlets' own words."""
