SELECT 'in';
\q
SELECT 'never';
