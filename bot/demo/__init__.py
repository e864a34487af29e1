"""Made-up outlets on loopback, and a player for scripted conversations."""
