\set QUIET off
create table t (i int);
insert into t values (1), (2);
insert into t values (3) returning i;
update t set i = i + 1;
delete from t where i = 2;
begin;
commit;
copy t to stdout;
copy t from stdin;
8
\.
do $$ begin perform 1; end $$;
select 1;
select 1 \; insert into t values (1) \; select 2;
\timing on
\timing off
;
set datestyle = iso;
\unset QUIET
truncate t;
\set QUIET on
drop table t;
