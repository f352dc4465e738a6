package dev.runbook.table.psql;

import dev.runbook.table.Column;
import dev.runbook.table.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/// Reads a query's result by the JDBC driver, past psql: the other side of a comparison with it.
final class ServerResult {
    private ServerResult() {}

    static Table of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery(sql)) {
                ResultSetMetaData meta = result.getMetaData();
                List<Column> columns = new ArrayList<>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    columns.add(new Column(meta.getColumnLabel(i), oid(connection, meta.getColumnTypeName(i))));
                }
                return new Table(columns, rows(result, columns.size()));
            }
        }
    }

    private static int oid(Connection connection, String typeName) throws SQLException {
        return connection.unwrap(BaseConnection.class).getTypeInfo().getPGType(typeName);
    }

    private static List<List<@Nullable String>> rows(ResultSet result, int width) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                row.add(result.getString(i));
            }
            rows.add(row);
        }
        return rows;
    }
}
