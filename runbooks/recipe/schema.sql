-- The application's schema before the migrations: no composite keys, no foreign keys to users, no checks, no index but
-- the primary keys, and a category as text beside an id that nothing fills.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;

CREATE TABLE "User" (id uuid PRIMARY KEY DEFAULT uuid_generate_v4(), email citext NOT NULL UNIQUE);
CREATE TABLE "Company" (id bigint PRIMARY KEY, name text NOT NULL, "ownerId" uuid);
CREATE TABLE "Category" (id bigint PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE "Ingredient" (
    id bigint PRIMARY KEY, name text NOT NULL, "packPrice" numeric(10, 2), "updatedAt" timestamptz NOT NULL
);
CREATE TABLE "Recipe" (
    id bigint PRIMARY KEY, "companyId" bigint NOT NULL, name text NOT NULL, description text NOT NULL,
    method text NOT NULL, category text, "categoryId" bigint REFERENCES "Category" (id), "sellingPrice" numeric(10, 2),
    "yieldQuantity" integer NOT NULL, "updatedAt" timestamptz NOT NULL
);
CREATE TABLE "RecipeSection" (
    id bigint PRIMARY KEY, "recipeId" bigint NOT NULL, "order" integer NOT NULL, title text NOT NULL,
    "updatedAt" timestamptz NOT NULL
);
CREATE TABLE "RecipeItem" (
    id bigint PRIMARY KEY, "recipeId" bigint NOT NULL, "ingredientId" bigint NOT NULL, quantity numeric(10, 3) NOT NULL,
    "updatedAt" timestamptz NOT NULL
);
CREATE TABLE "ProductionPlan" (id bigint PRIMARY KEY, "companyId" bigint NOT NULL, "createdBy" uuid);
CREATE TABLE "ProductionTask" (id bigint PRIMARY KEY, "planId" bigint NOT NULL, "assignedTo" uuid);
CREATE TABLE "ProductionHistory" (
    id bigint PRIMARY KEY, "companyId" bigint NOT NULL, "producedOn" date NOT NULL, "recipeId" bigint NOT NULL
);
CREATE TABLE "InventoryMovement" (
    id bigint PRIMARY KEY, "ingredientId" bigint NOT NULL, quantity numeric(10, 3) NOT NULL, "createdBy" uuid,
    "createdAt" timestamptz NOT NULL
);
CREATE TABLE "SalesRecord" (
    id bigint PRIMARY KEY, "companyId" bigint NOT NULL, "recipeId" bigint NOT NULL, "soldOn" date NOT NULL,
    quantity integer NOT NULL
);
CREATE TABLE "Notification" (id bigint PRIMARY KEY, "userId" uuid NOT NULL, "readAt" timestamptz);
CREATE TABLE "WholesaleOrder" (
    id bigint PRIMARY KEY, "companyId" bigint NOT NULL, status text NOT NULL, "orderedOn" date NOT NULL
);
