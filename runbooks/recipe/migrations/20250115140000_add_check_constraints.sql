-- Prices and quantities are positive. The rows that are there are looked at too. Safe to run again.
BEGIN;

DO $$
DECLARE
    wanted record;
BEGIN
    FOR wanted IN
        SELECT * FROM (VALUES
            ('Recipe', 'recipe_selling_price_positive', '"sellingPrice" IS NULL OR "sellingPrice" > 0'),
            ('Ingredient', 'ingredient_pack_price_positive', '"packPrice" IS NULL OR "packPrice" > 0'),
            ('Recipe', 'recipe_yield_quantity_positive', '"yieldQuantity" > 0'),
            ('RecipeItem', 'recipe_item_quantity_positive', 'quantity > 0')
        ) AS t (source, name, condition)
    LOOP
        IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = wanted.name) THEN
            EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (%s)', wanted.source, wanted.name, wanted.condition);
        END IF;
    END LOOP;
END
$$;

COMMIT;
