BEGIN;

UPDATE "Recipe" SET "categoryId" = NULL WHERE id IN (SELECT "recipeId" FROM "_RecipeCategoryBackfill");
DROP TABLE IF EXISTS "_RecipeCategoryBackfill";

COMMIT;
