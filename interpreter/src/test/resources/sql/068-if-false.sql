\if false
SELECT 1;
\else
SELECT 2;
\endif
