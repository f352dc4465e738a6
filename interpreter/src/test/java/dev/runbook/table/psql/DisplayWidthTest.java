package dev.runbook.table.psql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.table.DisplayWidth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// psql pads each character to the same width: what it adds shows what it takes the character for.
@ExtendWith(LocalServer.class)
class DisplayWidthTest {

    @Test
    void takesEveryCharacterToBeAsWideAsPsqlDoes(LocalServer.Running server) throws Exception {
        String printed = server.psql("""
                \\pset border 2
                \\pset tuples_only on
                SELECT i, chr(i) AS c FROM generate_series(160, 262143) i WHERE i NOT BETWEEN 55296 AND 57343;
                """);
        List<String> different = new ArrayList<>();
        printed.lines().filter(line -> line.startsWith("|")).forEach(line -> {
            int bar = line.indexOf('|', 1);
            int codePoint = Integer.parseInt(line.substring(1, bar).strip());
            int padding = line.length() - bar - 4 - Character.charCount(codePoint);
            int width = DisplayWidth.of(codePoint) == DisplayWidth.CONTROL ? 1 : 2 - padding;
            if (width != DisplayWidth.of(codePoint) && isSettled(codePoint)) {
                different.add("U+%04X: psql %d, here %d".formatted(codePoint, width, DisplayWidth.of(codePoint)));
            }
        });
        assertThat(different).isEmpty();
    }

    /// Whether Unicode has said long ago what the character is: psql 15 knows Unicode 14, Java a later one.
    private static boolean isSettled(int codePoint) {
        boolean newMarks = codePoint == 0x897 || codePoint == 0xece || (codePoint >= 0x10d69 && codePoint < 0x1f000);
        return !newMarks && Character.isDefined(codePoint) && (codePoint & 0xfffe) != 0xfffe;
    }
}
