\encoding UTF8
select 'é' as x;
\encoding utf-8
show client_encoding;
