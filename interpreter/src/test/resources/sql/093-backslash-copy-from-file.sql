\copy t from include/data.txt
\copy t(a,b) FROM 'include/data.txt' WITH (FORMAT csv, NULL 'x')
\copy s.t ( a , "B c" ) from include/data.txt delimiter ','
SELECT 1;
