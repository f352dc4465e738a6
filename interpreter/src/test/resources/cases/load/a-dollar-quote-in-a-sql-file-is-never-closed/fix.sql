DO $body$
BEGIN
  DELETE FROM orders;
END
$bdy$;
