\copy t from stdin
1	x
\.
\copy t from stdin with (format csv)
2,y
\.
SELECT 1;
