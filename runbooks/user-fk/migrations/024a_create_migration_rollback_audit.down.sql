DROP TABLE IF EXISTS public.migration_rollback_audit;
