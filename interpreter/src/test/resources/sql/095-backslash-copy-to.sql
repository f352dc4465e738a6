\copy t to /dev/null
\copy (select 1, 'to' from t where x = ')') to /dev/null with csv header
\copy (select count(*) from "from") to stdout
\copy binary t to /dev/null
\copy "Q t"."x" (a) to '/dev/null' (format text);
