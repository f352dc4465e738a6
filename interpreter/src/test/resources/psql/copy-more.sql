create table t (a int, b text);
copy t from stdin;
1	one
2	two\\.\n
3	\N
\.
copy t (b, a) from stdin with (format csv, header);
b,a
"quoted ""text"", with
\.x
line",4
,5
\.
copy t from stdin (delimiter '|', null 'nil');
6|nil
nil|x\|y
\.
table t order by a;
copy t to stdout; copy t to stdout csv header; copy (select a from t where a > 3 order by a) to stdout;
copy t from stdin;
7	seven
x	eight
9	nine
\.
copy t from stdin;
1
\.
copy t from stdin;
1	2	3
\.
select count(*) from t;
begin; copy t from stdin;
10	ten
\.
copy t from stdin;
bad
\.
select 1;
rollback;
\copy t to 'out-t.tsv'
\copy (select b, a from t order by a, b) to 'out-t.csv' with csv header
\copy t (b, a) from 'out-t.csv' csv header
\copy t from 'out-t.tsv' where a > 3
\copy t from 'nowhere.tsv'
\copy nowhere to stdout
\copy t to stdout
\copy (select 'a' as "x;y", ';' as z) to stdout (format csv, header)
select count(*), count(a), count(b) from t;
\copy t from stdin
11	eleven
\.
select sum(a) from t; copy t(a) from stdin; select max(a) from t;
100
\.
copy t to stdout (format csv, force_quote *, delimiter ';', quote '''', escape '\');
\copy t to 'no/such/folder/x'

select 'shown again';
