-- How much articles and stories are about their topics; what is recent, without looking at all topics.

ALTER TABLE articles ADD COLUMN weights TEXT NOT NULL DEFAULT '[]';    -- JSON list beside `topics`, 0 to 1
ALTER TABLE stories ADD COLUMN weights TEXT NOT NULL DEFAULT '[]';     -- JSON list of [slug, weight]
ALTER TABLE article_topics ADD COLUMN weight REAL NOT NULL DEFAULT 1;
CREATE INDEX article_topics_at ON article_topics (at, topic, story, audience);
