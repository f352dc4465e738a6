SELECT /*= a | 1 */
 1 AS a
\gset
SELECT :a;
