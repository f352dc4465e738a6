\set t tab
SELECT * FROM my_:t, x.:t, :t.y;
