create table t (i int);
select 1 \; select 2 \; select 3;
insert into t values (1) \; select nosuch;
select count(*) from t;
select 1 \; select 1/0 \; select 2;
do $$ begin raise notice 'a'; end $$ \; select 'between' \; do $$ begin raise notice 'b'; end $$;
select 1 as a \; select 2 as a \gset
\echo :a
\set SHOW_ALL_RESULTS off
select 1 \; select 2 \; select 3;
select 1 \; do $$ begin end $$;
