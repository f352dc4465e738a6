\set x a b  c
\set y 'a ' b
\set z
SELECT :'x', :'y', :'z';
