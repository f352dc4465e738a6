/* load */ COPY t FROM STDIN; -- data
1
\.
COPY (SELECT * FROM x WHERE a = 'to stdin') TO STDOUT;
COPY "from" FROM stdin;
3
\.
