-- Indexes for search and analytics, without locks that stop writes: each statement by itself, never in a transaction.
-- They may take longer than other statements. Safe to run again: an INVALID index, which a failure has left and IF NOT
-- EXISTS would take for a good one, goes first.
SET statement_timeout = '30min';

SELECT format('DROP INDEX CONCURRENTLY %I', relname)
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE NOT indisvalid AND relname LIKE 'idx\_%'
\gexec

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_recipe_name_trgm ON "Recipe" USING gin (name gin_trgm_ops);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_recipe_description_trgm ON "Recipe" USING gin (description gin_trgm_ops);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_recipe_method_trgm ON "Recipe" USING gin (method gin_trgm_ops);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_recipe_list_covering ON "Recipe" ("companyId", "updatedAt" DESC) INCLUDE (name, category);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_sales_record_analytics ON "SalesRecord" ("companyId", "soldOn", "recipeId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_production_history_company_date_recipe ON "ProductionHistory" ("companyId", "producedOn", "recipeId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_inventory_movement_history ON "InventoryMovement" ("ingredientId", "createdAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_notification_unread ON "Notification" ("userId") WHERE "readAt" IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_wholesale_order_status_date ON "WholesaleOrder" (status, "orderedOn");
