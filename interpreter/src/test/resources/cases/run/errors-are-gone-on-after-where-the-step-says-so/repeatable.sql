CREATE TABLE again (id int);
CREATE TABLE again (id int);
INSERT INTO again VALUES (1), (2);
INSERT INTO again VALUES ('x');
CREATE TABLE IF NOT EXISTS again (id int);
SELECT count(*) FROM again WHERE id < 3 GROUP BY id LIMIT 1;
SELECT 2;
