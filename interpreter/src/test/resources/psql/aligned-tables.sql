select 1 as a, 'x' as b, null as c, 1.50 as d, true as e;
select generate_series(1, 3) as n, repeat('wide ', 3) as text;
select E'two\nlines' as "a\nb", E'tab\there' as tab, '日本語' as wide, E'\u00e9' as accent;
select;
select 1 where false;
table pg_am limit 0;
select 1 as "Mixed Case", -5 as negative;
select '{1,2}'::int[] as arr, '{"a": 1}'::jsonb as js, '\xdead'::bytea as bytes, '[1,5)'::int4range as r,
  row(1, 'x') as composite, '12.50'::money as cash, '10.0.0.0/8'::inet as net, interval '1 day 02:03' as i;
select timestamptz '2026-03-01 12:00:00+00', date '2026-03-01', time '12:30', 1e100::float8, 'NaN'::numeric, 0.1::float4;
set datestyle = 'German, DMY';
set timezone = 'Europe/Berlin';
set intervalstyle = 'iso_8601';
select timestamptz '2026-03-01 12:00:00+00' as at, interval '1 day 02:03' as i;
values (1, 'a'), (2, null);
show timezone;
explain (costs off) select 1;
