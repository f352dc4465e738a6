\i include/one.sql \echo >>then
SELECT 1; \ir include/one.sql \\ SELECT 2;
