BEGIN;
ALTER TABLE partners ADD COLUMN category_id integer;
UPDATE partners p SET category_id = c.id
  FROM partner_categories c
 WHERE c.slug = p.category;   -- the backfill; quick
ALTER TABLE partners
  ADD CONSTRAINT partners_category_fk FOREIGN KEY (category_id) REFERENCES partner_categories (id) NOT VALID;
COMMIT;
ALTER TABLE partners VALIDATE CONSTRAINT partners_category_fk;
