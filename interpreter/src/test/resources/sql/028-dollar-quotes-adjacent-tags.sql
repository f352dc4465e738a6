SELECT $a$ $b$ ; $b$a$; SELECT $a$ x$a $a$;
SELECT $$ $ ; $1; $$;
