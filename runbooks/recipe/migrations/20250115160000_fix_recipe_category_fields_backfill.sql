-- Fills "categoryId" from the category's text, whatever its case and the blanks around it, and remembers which recipes it
-- touched. Safe to run again.
BEGIN;

CREATE TABLE IF NOT EXISTS "_RecipeCategoryBackfill" ("recipeId" bigint PRIMARY KEY);

WITH filled AS (
    UPDATE "Recipe" r
    SET "categoryId" = c.id
    FROM "Category" c
    WHERE r."categoryId" IS NULL AND lower(c.name) = lower(trim(r.category))
    RETURNING r.id
)
INSERT INTO "_RecipeCategoryBackfill" SELECT id FROM filled ON CONFLICT DO NOTHING;

COMMIT;
