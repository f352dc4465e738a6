\timing on
select 1;
create table t (i int);
select nosuch;
\copy t to stdout
copy t from stdin;
1
\.
select 'select 2' \gexec
select 1 as x \gset
\timing
select 2;
\timing
select 3;
\timing off
select 4;
