-- Summaries at three lengths. What was stored before is told at its usual length until it is told anew.

ALTER TABLE articles ADD COLUMN graded TEXT NOT NULL DEFAULT '[]';     -- JSON list of [sentence, level]
