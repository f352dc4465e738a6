SELECT 1;
\endif
\else
