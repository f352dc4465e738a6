\if false
\set x 1
\gset nowhere_
\i nowhere.sql
\echo >>not shown
SELECT :x; SELECT 'a;b'; SELECT (1;
\else
SELECT :x;
\endif
