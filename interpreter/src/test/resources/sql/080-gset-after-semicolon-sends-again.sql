SELECT /*= a | 1 */ 1;
\gset
SELECT :a;
