SELECT /*= a,b | 1,x y */ 1 AS a \gset
SELECT :a, :'b';
SELECT /*= a | 2 */ 2 \gset p_
SELECT :a, :p_a;
