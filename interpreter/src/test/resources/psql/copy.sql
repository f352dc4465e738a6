create table t (a int, b text);
copy t from stdin;
1	one
2	\N
3	tab\there
\.
copy t (a, b) from stdin with (format csv);
4,"four, quoted"
5,
\.
copy t to stdout;
copy t to stdout with (format csv, header);
copy (select 1, 'ä') to stdout;
copy t from stdin;
x	bad
\.
\echo :ERROR :SQLSTATE :ROW_COUNT
copy t from stdin;
6
\.
select count(*) from t;
copy (select nosuch) to stdout;
copy t to stdout with (format nonsense);
\echo :ERROR :SQLSTATE
