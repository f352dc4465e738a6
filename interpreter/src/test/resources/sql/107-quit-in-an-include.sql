\i include/quits.sql
SELECT 'goes on';
