-- Articles that only the readers of their feed may see.

-- 0: for everybody; else the source that readers added for themselves, and only they may see it.
ALTER TABLE articles ADD COLUMN audience INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article_topics ADD COLUMN audience INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN audience INTEGER NOT NULL DEFAULT 0;
CREATE INDEX articles_source ON articles (source_id, at);
CREATE INDEX reader_sources_source ON reader_sources (source);
