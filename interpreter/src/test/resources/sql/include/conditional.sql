\if :{?deep}
SELECT 'deep';
\else
SELECT 'flat';
\endif
