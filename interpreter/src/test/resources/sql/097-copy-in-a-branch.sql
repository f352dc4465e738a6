\if true
COPY t FROM STDIN;
1
\.
\endif
SELECT 1;
