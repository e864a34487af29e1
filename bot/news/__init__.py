"""Documents in, stories out. No network, no clock, no database, no Telegram."""
