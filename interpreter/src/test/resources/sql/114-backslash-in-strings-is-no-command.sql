SELECT '\echo no', "\i no", $$\set$$, E'\\q' /* \q */ ; -- \q
