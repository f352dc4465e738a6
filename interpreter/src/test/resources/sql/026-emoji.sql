SELECT '🐘; 🐘' AS 🐘, $🐘$ ; $🐘$;
