\set x 2
SELECT /*= one,two | f,t */ 1 \gset
\if :one
SELECT 'one';
\elif :two
SELECT 'two';
\elif true
SELECT 'late';
\else
SELECT 'else';
\endif
