\set a 1
\set b 2
SELECT :a:b, :a::b, :a::int, ::a, x:=:a;
