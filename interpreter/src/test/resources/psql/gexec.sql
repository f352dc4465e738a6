create table t (i int);
select format('insert into t values (%s)', n) from generate_series(1, 3) n \gexec
select * from t;
select 'select 1 as a', 'select 2 as b', null union all select 'select 3', 'selec 4', 'select 5' \gexec
select 'copy t to stdout' \gexec
select 'create table u' || n || ' ()' from generate_series(1, 2) n
\gexec
select '\echo not a command' \gexec
