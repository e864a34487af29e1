-- What a sentence shown said and where, and what revised articles said before. `shown` also holds
-- 'correction:<fingerprint>': that a sentence was taken back.

ALTER TABLE shown ADD COLUMN story TEXT;        -- of a sentence: the story it was told in
ALTER TABLE shown ADD COLUMN article TEXT;      -- of a sentence: the article it was copied from
ALTER TABLE shown ADD COLUMN message INTEGER;   -- of a story: the message that told it first
CREATE INDEX shown_of_story ON shown (reader, story) WHERE story IS NOT NULL;

CREATE TABLE sentences (            -- what the sentences shown to anybody say, whose they are
    fingerprint TEXT NOT NULL,
    article TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT,
    PRIMARY KEY (fingerprint, article)
) WITHOUT ROWID;
CREATE INDEX sentences_article ON sentences (article);

ALTER TABLE articles ADD COLUMN revised TEXT;   -- when its latest revision came; NULL: it has one only
CREATE TABLE former_texts (         -- what a revised article said, until when
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    until TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (article, until)
) WITHOUT ROWID;
