SELECT 1::int, '2'::text, a::numeric(3,1), x :: y;
