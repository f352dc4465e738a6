SELECT 'nested';
\ir one.sql
\ir ../include/one.sql
