\if false
SELECT 'open
\endif still quoted';
\endif
SELECT 1;
