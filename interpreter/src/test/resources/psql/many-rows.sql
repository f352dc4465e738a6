select n, repeat(md5(n::text), 8) as long from generate_series(1, 6000) n;
\pset format unaligned
select n, repeat(md5(n::text), 8) as long, null as nothing from generate_series(1, 6000) n;
select 100 / (3000 - n), repeat(md5(n::text), 8) from generate_series(1, 6000) n;
\pset format aligned
\x
select n, repeat(md5(n::text), 8) as long from generate_series(1, 4000) n;
