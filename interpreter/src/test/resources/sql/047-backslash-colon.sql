SELECT 1 \: 2;
SELECT a[1\:x];
\set x 5
SELECT a[1\:x];
