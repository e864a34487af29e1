-- What is not free to read, what outlets are, and at what hour readers read until they were asked about it.

ALTER TABLE articles ADD COLUMN paywalled INTEGER;  -- 1: its page says that it is not free; NULL: says nothing
CREATE INDEX sources_kind ON sources (name, kind) WHERE kind <> '';

CREATE TABLE reading_hours (        -- when a reader first read on a day; gone once they were asked
    reader INTEGER NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
    day TEXT NOT NULL,              -- local
    minute INTEGER NOT NULL,        -- of the local day
    PRIMARY KEY (reader, day)
) WITHOUT ROWID;
