CREATE TABLE made_by_psql (word text);
INSERT INTO made_by_psql VALUES (:'word');
\d made_by_psql
