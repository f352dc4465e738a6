\set dir include
\set file one.sql
\i include/:file
\i :dir/one.sql
\i 'include/one.sql'
\i include/one.sql;
