\set QUIET on
CREATE TABLE t (id int, word text);
\copy t from stdin
1	one
2	two
\.
\copy t to words.txt
CREATE TABLE u (LIKE t);
\copy u from words.txt
SELECT max(id) AS last FROM u \gset
SELECT format('INSERT INTO u VALUES (%s, %L)', n, 'x') FROM generate_series(3, 4) n \gexec
\if :{?last}
SELECT :'last' AS last;
\endif
