CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  -- comment; 'quote
  EXECUTE $q$ SELECT ';' $q$;

  RAISE NOTICE 'it''s %', 1;
END;
$body$;
SELECT f();
