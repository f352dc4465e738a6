-- 20,000 recipes with 100,000 ingredients, 100,000 sales, and what goes with them. Some recipes have no category, an empty
-- one, or one that is spelt in its own way.
INSERT INTO "User" (email) SELECT 'cook' || n || '@example.org' FROM generate_series(1, 50) n;
INSERT INTO "Company" SELECT n, 'Company ' || n, (SELECT id FROM "User" WHERE email = 'cook' || n || '@example.org')
FROM generate_series(1, 20) n;
INSERT INTO "Category" VALUES (1, 'Soups'), (2, 'Salads'), (3, 'Bread'), (4, 'Cakes'), (5, 'Sauces');
INSERT INTO "Ingredient" SELECT n, 'Ingredient ' || n, n % 900 / 100.0 + 0.5, '2025-01-01' FROM generate_series(1, 500) n;
INSERT INTO "Recipe"
SELECT n, 1 + n % 20, (ARRAY['Tomato', 'Onion', 'Lemon', 'Walnut'])[1 + n % 4] || ' dish ' || n,
       'A dish that the house has made since ' || 1900 + n % 120, 'Chop, mix, and cook for ' || 10 + n % 50 || ' minutes.',
       (ARRAY['Soups', 'soups', ' Salads', 'Bread', 'CAKES ', 'Sauces', '', NULL])[1 + n % 8], NULL,
       CASE WHEN n % 10 > 0 THEN 4 + n % 20 END, 1 + n % 12, '2025-01-01'::timestamptz + n * interval '1 minute'
FROM generate_series(1, 20000) n;
INSERT INTO "RecipeSection"
SELECT n, 1 + (n - 1) / 2, 1 + (n - 1) % 2, 'Part ' || 1 + (n - 1) % 2, '2025-01-01' FROM generate_series(1, 40000) n;
INSERT INTO "RecipeItem"
SELECT n, 1 + (n - 1) / 5, 1 + (n * 7) % 500, 0.1 + n % 30, '2025-01-01' FROM generate_series(1, 100000) n;
INSERT INTO "ProductionPlan" SELECT n, 1 + n % 20, (SELECT id FROM "User" WHERE email = 'cook1@example.org')
FROM generate_series(1, 2000) n;
INSERT INTO "ProductionTask"
SELECT n, 1 + n % 2000, CASE WHEN n % 3 > 0 THEN (SELECT id FROM "User" WHERE email = 'cook2@example.org') END
FROM generate_series(1, 5000) n;
INSERT INTO "ProductionHistory"
SELECT n, 1 + n % 20, '2024-01-01'::date + n % 365, 1 + n % 20000 FROM generate_series(1, 20000) n;
INSERT INTO "InventoryMovement"
SELECT n, 1 + n % 500, 1 + n % 9, (SELECT id FROM "User" WHERE email = 'cook3@example.org'),
       '2024-01-01'::timestamptz + n * interval '5 minutes'
FROM generate_series(1, 30000) n;
INSERT INTO "SalesRecord"
SELECT n, 1 + n % 20, 1 + n % 20000, '2024-01-01'::date + n % 365, 1 + n % 5 FROM generate_series(1, 100000) n;
INSERT INTO "Notification"
SELECT n, (SELECT id FROM "User" WHERE email = 'cook4@example.org'), CASE WHEN n % 4 > 0 THEN now() END
FROM generate_series(1, 5000) n;
INSERT INTO "WholesaleOrder"
SELECT n, 1 + n % 20, (ARRAY['open', 'sent', 'paid'])[1 + n % 3], '2024-01-01'::date + n % 365 FROM generate_series(1, 5000) n;
ANALYZE;
