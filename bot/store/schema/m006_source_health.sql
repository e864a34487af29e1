-- When a feed asks not to be read, and who was told that a source is failing.

ALTER TABLE sources ADD COLUMN skip_hours TEXT NOT NULL DEFAULT '[]';   -- JSON list of hours, UTC
ALTER TABLE sources ADD COLUMN skip_days TEXT NOT NULL DEFAULT '[]';    -- JSON list of weekdays, Monday is 0
ALTER TABLE sources ADD COLUMN told_failing INTEGER NOT NULL DEFAULT 0; -- 1: the last notice about it was of trouble
