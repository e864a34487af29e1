"""One SQLite file: its schema, its one writing thread, and the SQL by subject."""
