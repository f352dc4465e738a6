BEGIN;
CREATE TABLE held (id int);
INSERT INTO held VALUES (1), (2);
SELECT count(*) FROM held;
COMMIT;
