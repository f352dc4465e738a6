create table t (a int, b text);
\copy t from data.csv with (format csv, header)
select * from t;
\copy t to out.csv with (format csv)
\copy (select a from t order by a desc) to 'out 2.txt'
\copy t to stdout
\copy t from stdin
7	seven
\.
\echo :ERROR :ROW_COUNT
\copy t from nosuch.csv
\copy t to no/such/folder/out.csv
\copy t from include
\copy nosuch from data.csv
\copy t from data.csv
\copy t (a) from data.csv with (format csv, header)
select count(*) from t;
