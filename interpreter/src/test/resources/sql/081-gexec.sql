SELECT /*= s | CREATE TABLE a (); | DROP TABLE a */ 1 \gexec
SELECT 2;
