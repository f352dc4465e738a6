\set 1x one
\set größe zwei
\set _ drei
SELECT :1x, :größe, :_;
