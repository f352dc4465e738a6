package dev.runbook.database;

import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.jdbc.PgConnection;

/// A statement sent by the simple query protocol, untouched by the driver's own parser.
final class SimpleQuery {
    private static final int FLAGS = QueryExecutor.QUERY_EXECUTE_AS_SIMPLE | QueryExecutor.QUERY_SUPPRESS_BEGIN
            | QueryExecutor.QUERY_ONESHOT;

    private SimpleQuery() {}

    /// Sends a statement and reads all that the server answers; the wire's observer has seen it then.
    static void send(PgConnection connection, String sql) throws SQLException {
        QueryExecutor executor = connection.getQueryExecutor();
        Query query = executor.wrap(List.of(new NativeQuery(sql, SqlCommand.BLANK)));
        executor.execute(query, null, new Ignoring(), 0, 0, FLAGS);
    }

    /// Notices have been told by the wire.
    private static final class Ignoring extends ResultHandlerBase {
        @Override
        public void handleWarning(java.sql.SQLWarning warning) {
            // seen on the wire
        }
    }
}
