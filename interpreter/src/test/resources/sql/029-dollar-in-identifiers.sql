SELECT a$b$c, x$ ; SELECT $1 ; SELECT foo$$ FROM t ; SELECT 1;
