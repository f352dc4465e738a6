COPY t FROM '/srv/data.csv';
COPY t TO '/srv/out.csv';
SELECT 1;
