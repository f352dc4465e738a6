-- 20,000 users, some without an address; 120,000 bookings; 60,000 invoices, their status spelt in many ways.
INSERT INTO users SELECT n, CASE WHEN n % 50 > 0 THEN 'User' || n || '@Example.org' END FROM generate_series(1, 20000) n;
INSERT INTO bookings SELECT n, 1 + n % 20000, '2026-01-01'::timestamptz + n * interval '7 minutes' FROM generate_series(1, 120000) n;
INSERT INTO invoices SELECT n, (ARRAY['paid', 'PAID', ' open', 'Open ', 'void'])[1 + n % 5] FROM generate_series(1, 60000) n;
ANALYZE;
