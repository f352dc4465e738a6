package dev.runbook.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.catalog.CatalogDifference.Changes;
import dev.runbook.evidence.CatalogChange;
import dev.runbook.evidence.CatalogChange.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How two catalogs are told apart.
class CatalogDifferenceTest {
    private static final String BEFORE = """
            == tables
            table public.orders
              owner app
            table public.old
              owner app
            == columns
            table public.orders
              column id bigint not null
              column note text
            table public.old
              column id integer
            """;

    @Test
    void equalCatalogsDifferInNothing() {
        assertThat(between(BEFORE, BEFORE).changes()).isEmpty();
    }

    @Test
    void anObjectIsToldOnceWhateverSectionsItStandsIn() {
        assertThat(between(BEFORE, """
                == tables
                table public.orders
                  owner app
                table public.new
                  owner app
                == columns
                table public.orders
                  column id bigint not null
                  column note text not null
                table public.new
                  column id integer
                """).changes()).containsExactly(
                new CatalogChange("table public.new", Kind.ADDED, List.of("+owner app", "+column id integer")),
                new CatalogChange("table public.old", Kind.REMOVED, List.of("-owner app", "-column id integer")),
                new CatalogChange("table public.orders", Kind.CHANGED,
                        List.of("-column note text", "+column note text not null")));
    }

    @Test
    void columnsInAnotherOrderAreADifference() {
        assertThat(between("== columns\ntable t\n  column a\n  column b\n",
                "== columns\ntable t\n  column b\n  column a\n")
                .changes()).hasSize(1);
    }

    @Test
    void whatOneSideCouldNotReadIsNotCompared() {
        CatalogText unread = CatalogText.parse("== tables\n!! permission denied\n== columns\n");
        assertThat(unread.unread()).containsExactly("tables: permission denied");
        assertThat(CatalogDifference.between(unread, CatalogText.parse("== tables\ntable t\n  owner a\n== columns\n"))
                .changes()).isEmpty();
    }

    @Test
    void aVeryLargeDifferenceIsCutAndCounted() {
        String many = IntStream.range(0, 900).mapToObj("table t%03d\n  a\n  b\n  c\n"::formatted)
                .collect(Collectors.joining("", "== tables\n", ""));
        Changes changes = between("== tables\n", many);
        assertThat(changes.changes()).hasSize(667);
        assertThat(changes.changes().getLast().lines()).containsExactly("+a", "+b", " … (1 more lines)");
        assertThat(changes.omitted()).isEqualTo(233);
    }

    @Test
    void theTextIsReadBackAsItWas() {
        String text = BEFORE + "== views\nview v\n   SELECT 1\n  \n  FROM t\n== functions\n!! it took too long\n";
        assertThat(CatalogText.parse(text).text().lines().sorted()).containsExactlyElementsOf(
                text.lines().sorted().toList());
        assertThat(CatalogText.parse(CatalogText.parse(text).text())).isEqualTo(CatalogText.parse(text));
    }

    private static Changes between(String before, String after) {
        return CatalogDifference.between(CatalogText.parse(before), CatalogText.parse(after));
    }
}
