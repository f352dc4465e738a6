\set x 1 \set y 2 \echo >>:x:y
\set z 3 \\ SELECT :z; \echo >>done
