-- The session's own ways to write a value are the server's business, and psql shows what it is sent.
create view every_type as select
  timestamptz '2026-03-29 01:30:00.123456+00' as tstz, timestamp '2026-02-01 03:04:05' as ts, date '2026-02-01' as d,
  time '12:30:01.5' as t, timetz '12:30+05:30' as ttz, interval '1 year 2 mons -3 days 04:05:06.789' as i,
  '\xdead00'::bytea as bytes, 12345.678::money as cash, 0.1::float4 as f4, 1::float8 / 3 as f8, 1e20::numeric as n,
  tstzrange('2026-03-29 00:00+00', '2026-03-30 00:00+00') as r, array[timestamptz '2026-03-29 01:30+00'] as a,
  row(date '2026-02-01', interval '90 min') as c, 'infinity'::date as never, '0044-03-15 BC'::date as bc;
table every_type;
set datestyle = 'German'; show datestyle; table every_type;
set datestyle = 'SQL, DMY'; table every_type;
set datestyle = 'SQL, MDY'; set timezone = 'America/St_Johns'; table every_type;
set datestyle = 'Postgres, YMD'; set timezone = 'Asia/Kolkata'; table every_type;
select now() - now() as nothing, to_json(timestamptz '2026-03-29 01:30+00') as iso_in_json;
set datestyle = 'ISO, DMY'; set intervalstyle = 'iso_8601'; set bytea_output = 'escape'; table every_type;
set intervalstyle = 'sql_standard'; set extra_float_digits = -5; set lc_monetary = 'C'; table every_type;
set intervalstyle = 'postgres_verbose'; set timezone = 'Europe/Berlin'; table every_type;
set client_min_messages = debug1; set xmlbinary = 'hex'; set time zone interval '-3:30' hour to minute; table every_type;
do $$ begin raise notice '% and %', date '2026-02-01', interval '90 min'; end $$;
set datestyle = 'German'; copy (table every_type) to stdout; copy (table every_type) to stdout (format csv, header);
begin; set local datestyle = 'SQL'; select date '2026-02-01'; rollback; select date '2026-02-01';
reset datestyle; reset timezone; select date '2026-02-01', timestamptz 'epoch' = 'epoch' as same;
