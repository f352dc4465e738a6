\set a ':a'
SELECT :a;
