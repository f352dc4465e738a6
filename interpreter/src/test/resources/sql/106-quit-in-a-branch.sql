\if true
SELECT 1;
\q
\endif
SELECT 2;
