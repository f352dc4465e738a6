SELECT a @> b, a <@ b, a ?| b, a ?& b, a #>> b, a ->> 'x', a -> 1, @ -5, |/ 4, a ~* 'x', a !~ b, a ^ b, a % b;
SELECT 1 !=-1, 2 <>-3, a =>1;
