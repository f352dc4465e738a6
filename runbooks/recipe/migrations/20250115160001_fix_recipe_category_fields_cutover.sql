-- From here on "categoryId" says what a recipe's category is: a trigger lets the text follow it, and a constraint forbids a
-- text without an id. Safe to run again.
BEGIN;

CREATE OR REPLACE FUNCTION sync_recipe_category_from_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."categoryId" IS NOT NULL THEN
        SELECT name INTO NEW.category FROM "Category" WHERE id = NEW."categoryId";
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER sync_recipe_category_trigger BEFORE INSERT OR UPDATE OF "categoryId" ON "Recipe"
    FOR EACH ROW EXECUTE FUNCTION sync_recipe_category_from_id();

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'recipe_category_consistency_check') THEN
        ALTER TABLE "Recipe" ADD CONSTRAINT recipe_category_consistency_check
            CHECK (category IS NULL OR category = '' OR "categoryId" IS NOT NULL);
    END IF;
END
$$;

COMMIT;
