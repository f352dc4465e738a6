\set cmd 'COPY t FROM STDIN;'
SELECT 1;
