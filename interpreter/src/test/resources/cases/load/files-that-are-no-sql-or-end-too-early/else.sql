\if true
SELECT 1;
\else
\else
\endif
