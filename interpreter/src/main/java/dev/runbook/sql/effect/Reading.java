package dev.runbook.sql.effect;

import dev.runbook.sql.scan.Tokens.Kind;
import dev.runbook.sql.scan.Tokens.Token;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether a statement is known to change nothing: a query without locks whose functions all stand on a list.
final class Reading {
    private static final Set<String> WORDS_BEFORE_PARENTHESES = set("""
            select from where and or not in exists any all some as on using over filter within group by having union
            intersect except values when then else case between like ilike is distinct order limit offset lateral join
            array row interval cast with materialized recursive window partition rows range groups cube rollup sets
            grouping only tablesample similar to for return both leading trailing overlaps fetch first next escape
            char character varchar varying numeric decimal float bit time timestamp timestamptz timetz precision
            """);
    private static final Set<String> FUNCTIONS = set("""
            abs age array_agg array_append array_cat array_length array_lower array_ndims array_position
            array_positions array_remove array_replace array_to_json array_to_string array_upper avg bit_length
            bool_and bool_or btrim cardinality ceil ceiling char_length character_length chr coalesce col_description
            concat concat_ws corr count cume_dist current_catalog current_database current_query current_schema
            current_schemas current_setting current_user date_bin date_part date_trunc decode dense_rank div encode
            every exp extract first_value floor format format_type generate_series generate_subscripts greatest
            has_column_privilege has_database_privilege has_function_privilege has_schema_privilege
            has_sequence_privilege has_table_privilege has_type_privilege initcap isempty isfinite json_agg
            json_array_elements json_array_elements_text json_array_length json_build_array json_build_object json_each
            json_each_text json_extract_path json_extract_path_text json_object json_object_agg json_object_keys
            json_populate_record json_typeof jsonb_agg jsonb_array_elements jsonb_array_elements_text
            jsonb_array_length jsonb_build_array jsonb_build_object jsonb_each jsonb_each_text jsonb_extract_path
            jsonb_extract_path_text jsonb_object_agg jsonb_object_keys jsonb_path_exists jsonb_path_query
            jsonb_pretty jsonb_set jsonb_typeof justify_days justify_hours justify_interval lag last_value lead least
            left length ln log lower lower_inc lower_inf lpad ltrim make_date make_interval make_time make_timestamp
            make_timestamptz max md5 min mod mode now nth_value ntile nullif num_nonnulls num_nulls obj_description
            octet_length overlay percent_rank percentile_cont percentile_disc pg_backend_pid pg_blocking_pids
            pg_column_size pg_conf_load_time pg_create_restore_point pg_current_snapshot pg_current_wal_lsn pg_database_size pg_encoding_to_char
            pg_get_constraintdef pg_get_expr pg_get_functiondef pg_get_function_arguments
            pg_get_function_identity_arguments pg_get_function_result pg_get_indexdef pg_get_partition_constraintdef
            pg_get_partkeydef pg_get_ruledef pg_get_serial_sequence pg_get_statisticsobjdef pg_get_triggerdef
            pg_get_userbyid pg_get_viewdef pg_has_role pg_indexes_size pg_is_in_recovery pg_last_wal_receive_lsn
            pg_last_wal_replay_lsn pg_last_xact_replay_timestamp pg_my_temp_schema pg_partition_ancestors
            pg_partition_root pg_partition_tree pg_postmaster_start_time pg_relation_filepath pg_relation_size
            pg_size_bytes pg_size_pretty pg_table_is_visible pg_table_size pg_tablespace_size pg_total_relation_size
            pg_type_is_visible pg_typeof pg_wal_lsn_diff pg_xact_status position power quote_ident quote_literal
            quote_nullable radians random rank regexp_count regexp_instr regexp_like regexp_match regexp_matches
            regexp_replace regexp_split_to_array regexp_split_to_table regexp_substr repeat replace reverse right round
            row_number row_to_json rpad rtrim scale session_user shobj_description sign split_part sqrt starts_with
            statement_timestamp stddev stddev_pop stddev_samp string_agg string_to_array string_to_table strpos
            substr substring sum timeofday to_char to_date to_hex to_json to_jsonb to_number to_regclass to_regnamespace
            to_regproc to_regprocedure to_regrole to_regtype to_timestamp transaction_timestamp translate trim
            trunc unnest upper upper_inc upper_inf user var_pop var_samp variance version width_bucket xmlagg
            """);
    private static final Set<String> WRITING = Set.of("into", "insert", "update", "delete", "merge", "truncate",
            "share", "nextval", "execute");

    private Reading() {}

    private static Set<String> set(String words) {
        return Arrays.stream(words.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    static boolean isCertain(String command, Words words) {
        return switch (command) {
            case "", "SHOW" -> true;
            case "EXPLAIN" -> !words.hasAny("analyze", "analyse");
            case "SELECT", "VALUES", "TABLE", "WITH" -> reads(words);
            default -> false;
        };
    }

    private static boolean reads(Words words) {
        for (int i = 0; i < words.size(); i++) {
            if (WRITING.contains(words.word(i)) || (words.at(i).equals("(") && !isHarmless(words, i - 1))
                    || isVariable(words, i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether a value stands here that could be anything.
    private static boolean isVariable(Words words, int colon) {
        return words.at(colon).equals(":") && !words.word(colon + 1).isEmpty()
                && words.tokens().get(colon).end() == words.tokens().get(colon + 1).start();
    }

    /// Whether what stands before an opening parenthesis is no function, or one on the list.
    private static boolean isHarmless(Words words, int before) {
        if (before < 0) {
            return true;
        }
        Token token = words.tokens().get(before);
        boolean qualified = words.at(before - 1).equals(".");
        return switch (token.kind()) {
            case MARK -> true;
            case QUOTED, LITERAL, NUMBER -> isAlias(words, before);
            case WORD -> (!qualified && WORDS_BEFORE_PARENTHESES.contains(token.text())) || isAlias(words, before)
                    || (FUNCTIONS.contains(token.text())
                            && (!qualified || words.matches(before - 2, "pg_catalog")));
        };
    }

    /// `AS name (columns)`, and `WITH name (columns) AS`.
    private static boolean isAlias(Words words, int name) {
        String before = words.at(name - 1);
        return words.tokens().get(name).kind() != Kind.LITERAL
                && (before.equals("as") || before.equals("with") || before.equals("recursive"));
    }
}
