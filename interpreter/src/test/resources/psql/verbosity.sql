create table t (id int primary key, v text not null);
\set VERBOSITY verbose
select nosuch;
insert into t values (1, null);
do $$ begin raise notice 'n' using hint = 'h'; end $$;
\set VERBOSITY terse
select nosuch;
insert into t values (1, null);
do $$ begin raise notice 'n' using hint = 'h', detail = 'd'; end $$;
\set VERBOSITY sqlstate
select nosuch;
do $$ begin raise notice 'n' using hint = 'h', detail = 'd'; end $$;
\set VERBOSITY default
select nosuch;
