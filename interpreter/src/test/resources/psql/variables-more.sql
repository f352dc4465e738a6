\set quoted 'it''s \\ "so"\n;'
select :'quoted' as a, ':quoted' as b, ":quoted" as c;
select :'quoted';
\echo :quoted :'quoted' :"quoted" ':quoted' :{?quoted} :{?nothing}
\set n 5
select (array[1,2,3,4,5,6])[2:3], (array[1,2,3,4,5,6])[:n], :n::text, ':n', :nope;
select '{1,2,3,4,5,6}'::int[] as a;
\set list 1, 2, 3
select * from (values (:list)) v;
\echo :list
\set list 'a' 'b' "c d" e
\echo :list
\unset list
\echo :list :{?list}
select 1 as one, 2 as "Two", null as three, '' as four \gset p_
\echo :p_one :p_Two :p_three :{?p_three} :{?p_four} >:p_four<
select 1 where false \gset
select generate_series(1, 2) as g \gset
select 1/0 as g \gset
\echo :g :ERROR :SQLSTATE :LAST_ERROR_SQLSTATE :LAST_ERROR_MESSAGE
select 7; 
\echo :ERROR :SQLSTATE :ROW_COUNT
update pg_class set relname = relname where false;
\echo :ROW_COUNT
\echo :DBNAME_IS_NOT_SET :ENCODING :VERBOSITY :SHOW_CONTEXT :ON_ERROR_ROLLBACK :AUTOCOMMIT :QUIET :ECHO
\if :{?quoted}
\echo yes
\else
\echo no
\endif
\set a :n :n
\echo :a
\set a :n:n
\echo :a '\x41' '\101' 'tab\tend' "a'b" 'a"b' -n x
\echo -n without a line break
\echo
\qecho to the output
\warn to the errors
select 'select ' || g || ' as n' as stmt, null, 'select 1/0' from generate_series(1, 2) g \gexec
\echo behind
select format('create table t%s (x int)', g) from generate_series(1, 2) g
\gexec
select :'n' as t \g
select :n as "x" \gx
select 1 as a \; select 2 as b \; select 3 as c;
select 1 as a \; select 1/0 as b \; select 3 as c;
begin \; select 4 \; commit;
