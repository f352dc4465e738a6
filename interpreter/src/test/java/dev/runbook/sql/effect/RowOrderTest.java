package dev.runbook.sql.effect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Only an ORDER BY of the query itself gives its rows an order.
class RowOrderTest {

    @ParameterizedTest
    @ValueSource(strings = {"SELECT a FROM t ORDER BY a", "select a from t order /* so */ by a limit 5;",
            "(SELECT a FROM t ORDER BY 1)", "((VALUES (1), (2) ORDER BY 1));",
            "WITH x AS (SELECT 1) SELECT * FROM x ORDER BY 1", "SELECT 1 UNION ALL SELECT 2 ORDER BY 1",
            "TABLE t ORDER BY a", "SELECT a FROM t ORDER BY a FOR UPDATE",
            "SELECT a FROM t ORDER BY a FOR NO KEY UPDATE", "SELECT \"update\" FROM t ORDER BY 1"})
    void theRowsComeInOrder(String query) {
        assertThat(RowOrder.isGiven(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT a FROM t", "SELECT a FROM (SELECT a FROM t ORDER BY a) s",
            "SELECT rank() OVER (ORDER BY a) FROM t", "SELECT array_agg(a ORDER BY a) FROM t",
            "WITH x AS (SELECT 1 ORDER BY 1) SELECT * FROM x", "(SELECT 1 ORDER BY 1) UNION (SELECT 2)",
            "SELECT 'ORDER BY a' FROM t", "SELECT 1 -- ORDER BY 1", "SELECT \"order\" by FROM t",
            "INSERT INTO t SELECT a FROM u ORDER BY a RETURNING a",
            "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x ORDER BY 1 RETURNING a", "SHOW work_mem", ""})
    void theRowsComeAsTheyLike(String query) {
        assertThat(RowOrder.isGiven(query)).isFalse();
    }
}
