\set a 1
\set b ':a + :a'
\set c :a:b
SELECT :b, :c;
