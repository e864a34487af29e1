-- Until now every reader was spoken to in English and none had chosen it.
UPDATE readers SET preferences = json_set(preferences, '$.language', '');
