\set x 5
SELECT ':x', ":x", $$:x$$, /* :x */ E':x', U&':x' -- :x
;
