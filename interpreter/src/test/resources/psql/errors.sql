select nosuch;
select 1,
  2,
  nosuch
from nowhere;
	select	'tab'	||	nosuch;
select '日本語', nosuch, '日本語';
select 'a long line that has to be cut because it is longer than sixty columns', nosuch, 'and goes on to the right of the error';
selec 1;
select 1 from from;
select 'unterminated' from (select 1) x where;
select 1/0;
insert into nowhere values (1);
create table t (id int primary key, v text not null, n int check (n > 0), u int unique);
insert into t values (1, null, 1, 1);
insert into t values (1, 'x', -1, 1);
insert into t values (1, 'x', 1, 1);
insert into t values (1, 'y', 2, 2);
insert into t values (2, 'y', 2, 1);
insert into t values (2, 'y', 'abc', 1);
create table c (t int references t);
insert into c values (99);
delete from t;
select * from t where id = any('{1,2');
alter table t add column id int;
select coalesce(1, 'x');
select count(*), v from t;
create index concurrently on nowhere (x);
begin;
create index concurrently on t (n);
select 1;
commit;
select 'caret at the end of the text' as;
select pg_sleep('x');
select lower(1, 2);
grant select on t to nobody_of_this_name;
set nonsense.x = 1; set nosuchparameter = 1;
