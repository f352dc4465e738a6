\restrict k3Y
SELECT 1;
COPY t FROM stdin;
1
\.
\unrestrict k3Y
\echo >>free
