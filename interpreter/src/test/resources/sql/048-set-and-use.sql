\set x 5
\set name 'it''s'
SELECT :x, :'x', :"x", :'name', :"name", :{?x}, :{?nope};
