-- Several bots over one database, each known by its id. 0: not known until a bot has run here again.

ALTER TABLE readers ADD COLUMN bot INTEGER NOT NULL DEFAULT 0;  -- the bot that the chat talked to last
ALTER TABLE readers ADD COLUMN taken_from INTEGER;  -- the bot of before, if that is no longer configured and
                                                    -- it is not known whether the new one may write to the chat
ALTER TABLE parts ADD COLUMN bot INTEGER NOT NULL DEFAULT 0;    -- who is to send it, or has sent it
DROP INDEX parts_open;
CREATE INDEX parts_open ON parts (bot, not_before, id) WHERE state IN ('planned', 'uncertain');

-- Which profile Telegram shows is now known for each bot.
UPDATE meta SET key = 'profile ' || substr(value, 1, instr(value, ' ') - 1),
    value = substr(value, instr(value, ' ') + 1)
WHERE key = 'profile';
