package dev.runbook.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives every parameter of type [TestDatabase] a fresh database. The server behind them starts with the first, is shared
/// by all tests of the run, and stops after the last.
public final class TestDatabases implements ParameterResolver {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(TestDatabases.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class
                || parameter.getParameter().getType() == TestPostgres.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestPostgres server = context.getRoot().getStore(OURS)
                .getOrComputeIfAbsent(TestPostgres.class, _ -> TestPostgres.start(), TestPostgres.class);
        if (parameter.getParameter().getType() == TestPostgres.class) {
            return server;
        }
        // The store closes it, which drops the database, when the test (or, for @BeforeAll, the class) is over.
        TestDatabase database = server.newDatabase();
        context.getStore(OURS).put(database, database);
        return database;
    }
}
