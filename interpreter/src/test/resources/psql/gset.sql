select 1 as one, 'two words' as two, null as three \gset
\echo :one :two :three
select 5 as x \gset p_
\echo :p_x
select 1 where false \gset
\echo after
select generate_series(1, 2) \gset
select 1 as "not a name" \gset
select 'off' as "QUIET", 7 as fine \gset
\echo :QUIET :fine
create table t (i int) \gset
insert into t values (4) returning i \gset
\echo :i :ROW_COUNT
select 3 as n
\gset
select :n + 1;
select nosuch \gset
