package dev.runbook.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.story.RunHeader;
import dev.runbook.story.RunHeader.Server;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What differs between equal runs is found in texts, and nothing else is.
class StableTest {
    private static final RunHeader HEADER = new RunHeader("20261120-021407-shop-3f9a", "shop", "Shop", "", "", "",
            "shop.yaml", "", "",
            "oncall", "bastion", "0.1.0", "", false,
            new Server("10.0.0.7:5432", "shop", "web", "15.18", "primary", "7412345678901234567"), Map.of(), null,
            List.of());

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"+owner web; +owner ‹user›",
            "postgresql://web@10.0.0.7:5432/shop; postgresql://‹user›@‹server›/shop",
            "web=arwdDxt/web; ‹user›=arwdDxt/‹user›",
            "pid 77 (web, runbook dbcd79: bad); pid ‹pid› (‹user›, runbook ‹run›: bad)",
            "the web is large; the web is large", "web; ‹user›",
            "shop at 10.0.0.7:5432 as web (PostgreSQL 15.18, primary); shop at ‹server› as ‹user› (PostgreSQL 15, primary)",
            "PostgreSQL 15.18 (Debian 15.18-0+deb12u1); PostgreSQL 15",
            "for 2.5s; for ‹duration›", "1 row; 1 row"})
    void aText(String text, String stable) {
        assertThat(new Stable(HEADER, plain -> plain).of(text)).isEqualTo(stable);
    }
}
