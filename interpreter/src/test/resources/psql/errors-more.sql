select 1 frm nowhere;
select 1
  from
	nowhere	where	x = 1;
select 'ünïcödé 日本語 and more', nowhere from nothing_at_all where this_is_a_long_line_indeed = 'so that it is cut' and another = 'one' or third = 3;
select aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;
select * from (select 1 where
;
)
;
select 1 +;
select "日本語" from pg_class;
select 'no end' || (select 1 from pg_class) /* comment */ -- more
  , 2;
create function bad() returns int language sql as $$
  select 1 from
  nowhere_at_all $$;
create function bad2() returns int language plpgsql as $$
begin
  return 1 +;
end $$;
create function late() returns int language plpgsql as $$ begin return (select x from nowhere_at_all); end $$; select late();
select late() from generate_series(1, 3);
\set v nowhere_at_all
select * from :v;
select :'v'::int;
select * from :"v" where x;
values (1), (2, 3);
prepare p as select $1::int; execute p('x'); execute p(1, 2); execute q;
explain select * from nowhere_at_all;
select 1/0; select 10 ^ 1000; select '2026-13-01'::date; select '{1,2'::int[]; select '{"a":'::json;
select E'a\nb'::int;
select U&'\zzzz';
create table t (a int, a int);
grant all on nowhere_at_all to nobody_known;
set nonsense = 1; set statement_timeout = 'x'; show nonsense;
select pg_sleep(-1), pg_cancel_backend(0);
select * from pg_class where oid = 1 group by relname;
select generate_series(1,2) union select 'a';
copy (select 1, 'x') to stdout (format nonsense);
select xmlparse(document '<a>');
select ''';' as "it''s"; select 'tab	inside', nowhere;
