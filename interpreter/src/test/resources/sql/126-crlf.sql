SELECT 1,
  2;

-- c
SELECT 'a

b' ;
\set x 5
\echo >>:x
SELECT :x;
COPY t FROM STDIN;
1	a
\.
SELECT 3
