-- What health, figures and housekeeping ask often, found without a walk through the archive or the ledger.

CREATE INDEX articles_unsummarised ON articles (reason) WHERE reason IS NOT NULL;
CREATE INDEX articles_arrived ON articles (arrived);
CREATE INDEX digests_planned ON digests (planned) WHERE kind = 'digest';
CREATE INDEX parts_open_digests ON parts (digest) WHERE state IN ('planned', 'uncertain', 'sending');
CREATE INDEX parts_uncertain ON parts (digest) WHERE state = 'uncertain';
CREATE INDEX parts_failed ON parts (digest) WHERE state = 'failed';
CREATE INDEX parts_kept ON parts (settled) WHERE settled IS NOT NULL AND message <> '';
CREATE INDEX readers_alerts ON readers (id) WHERE json_extract(preferences, '$.alerts') = 1;
CREATE INDEX readers_weekly ON readers (id) WHERE json_extract(preferences, '$.weekly') <> '';
