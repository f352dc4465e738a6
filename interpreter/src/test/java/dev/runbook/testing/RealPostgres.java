package dev.runbook.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// Marks tests that use a real PostgreSQL: their methods (or constructor, or `@BeforeAll`) may take a [TestDatabase], and
/// the tag `postgres` selects them.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("postgres")
@ExtendWith(TestDatabases.class)
public @interface RealPostgres {}
