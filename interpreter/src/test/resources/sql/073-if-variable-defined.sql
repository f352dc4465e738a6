\set x 0
\if :{?x}
SELECT 'x';
\endif
\if :{?y}
SELECT 'y';
\endif
