SELECT 1;
SELECT nosuch;
CREATE TABLE never_reached ();
