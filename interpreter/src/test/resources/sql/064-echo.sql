\echo >>one  two 'three  four'
\echo -n >>no newline
\echo
\set x 7
\echo >> :x :'x' :"x" :{?x} :nope
\qecho >>q
\warn >>to stderr
\echo '>>-n' it''s "dq ""x"
\echo
SELECT 1;
