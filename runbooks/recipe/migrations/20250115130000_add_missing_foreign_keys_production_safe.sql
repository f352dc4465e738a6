-- Foreign keys to users: first NOT VALID, which holds for new rows and takes a moment; then VALIDATE, which looks at the
-- old ones and blocks no writes. That is why it is not one transaction. Safe to run again.
DO $$
DECLARE
    fk record;
BEGIN
    FOR fk IN
        SELECT * FROM (VALUES
            ('Company', 'ownerId'), ('ProductionPlan', 'createdBy'),
            ('ProductionTask', 'assignedTo'), ('InventoryMovement', 'createdBy')
        ) AS t (source, col)
    LOOP
        IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = fk.source || '_' || fk.col || '_fkey') THEN
            EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (%I) REFERENCES "User" (id) NOT VALID',
                           fk.source, fk.source || '_' || fk.col || '_fkey', fk.col);
        END IF;
    END LOOP;
END
$$;

ALTER TABLE "Company" VALIDATE CONSTRAINT "Company_ownerId_fkey";
ALTER TABLE "ProductionPlan" VALIDATE CONSTRAINT "ProductionPlan_createdBy_fkey";
ALTER TABLE "ProductionTask" VALIDATE CONSTRAINT "ProductionTask_assignedTo_fkey";
ALTER TABLE "InventoryMovement" VALIDATE CONSTRAINT "InventoryMovement_createdBy_fkey";
