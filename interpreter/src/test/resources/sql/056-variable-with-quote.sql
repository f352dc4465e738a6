\set q '\'a;\''
SELECT :q;:q;
