-- Each ingredient once in a recipe, each position once among its sections. Safe to run again.
BEGIN;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'RecipeItem_recipeId_ingredientId_key') THEN
        ALTER TABLE "RecipeItem" ADD CONSTRAINT "RecipeItem_recipeId_ingredientId_key" UNIQUE ("recipeId", "ingredientId");
    END IF;
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'RecipeSection_recipeId_order_key') THEN
        ALTER TABLE "RecipeSection" ADD CONSTRAINT "RecipeSection_recipeId_order_key" UNIQUE ("recipeId", "order");
    END IF;
END
$$;

COMMIT;
