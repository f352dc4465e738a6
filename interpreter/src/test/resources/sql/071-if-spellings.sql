\if t
SELECT 't';
\endif
\if YES
SELECT 'yes';
\endif
\if 1
SELECT '1';
\endif
\if of
SELECT 'of';
\endif
\if f
SELECT 'f';
\endif
\if N
SELECT 'n';
\endif
