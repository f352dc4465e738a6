COPY t (a, b) FROM stdin WITH (FORMAT csv, HEADER);
a,b
'it,"se;lect
\echo no
:x

/* ,--
\.
SELECT 1;
