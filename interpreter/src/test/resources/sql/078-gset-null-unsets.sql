\set n 1
SELECT /*= n | NULL */ NULL AS n \gset
SELECT :{?n};
