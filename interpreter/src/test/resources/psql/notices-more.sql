create function inner_one(v int) returns int language plpgsql as $$
begin
  raise notice 'from inside %', v using detail = E'first line\nsecond line', hint = 'look there';
  raise warning using message = 'bare', errcode = '01004', table = 't', column = 'c', constraint = 'k', datatype = 'd', schema = 's';
  raise info 'always seen'; raise log 'only in the log'; raise debug 'not seen';
  return 1 / v;
end $$;
create function outer_one(v int) returns int language plpgsql as $$ begin perform inner_one(v); return (select inner_one(v)); end $$;
select outer_one(1);
select outer_one(0);
\set SHOW_CONTEXT always
select outer_one(1);
\set SHOW_CONTEXT never
select outer_one(0);
\set SHOW_CONTEXT errors
set client_min_messages = debug1;
select inner_one(2);
set client_min_messages = error;
select inner_one(2);
reset client_min_messages;
\set VERBOSITY terse
select outer_one(0);
\set VERBOSITY sqlstate
select outer_one(0);
\set VERBOSITY default
commit; rollback; begin; begin; commit;
do $$ begin raise exception 'own' using errcode = 'P0042', detail = 'd', hint = 'h'; end $$;
do $$ begin raise notice ''; raise notice E'\n\n'; raise notice 'ünïcödé 日本'; end $$;
do $$ begin execute 'selec 1'; end $$;
do $$ declare x int; begin select 'a'::int into x; end $$;
create table parent (id int primary key); create table child (id int references parent deferrable initially deferred);
begin; insert into child values (1); commit;
insert into parent values (1), (1);
create table if not exists parent (id int); drop table if exists nowhere, neither;
alter table child add check (id > 0) not valid; insert into child values (-1);
insert into parent values (null); insert into parent (nothing) values (1);
create domain pos as int check (value > 0); select (-1)::pos;
create view v as select * from parent; drop table parent; 
truncate parent;
select 1;
