package dev.runbook.dump;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A dump that may fill the disk is asked about before it is begun.
class SpaceTest {
    private static final long GB = 1L << 30;

    @Test
    void aCompressedDumpIsExpectedToTakeHalf() {
        assertThat(new Space(10 * GB, 5 * GB).doubt(Format.CUSTOM)).isNull();
        assertThat(new Space(10 * GB, 5 * GB - 1).doubt(Format.DIRECTORY))
                .isEqualTo("the backup may not fit: the database holds 10.0 GB, and 5.0 GB are free");
    }

    @Test
    void anUncompressedOneAllOfIt() {
        assertThat(new Space(10 * GB, 10 * GB).doubt(Format.PLAIN)).isNull();
        assertThat(new Space(10 * GB, 9 * GB).doubt(Format.TAR)).contains("9.0 GB are free");
        assertThat(new Space(10 * GB, 9 * GB).doubt(Format.PLAIN)).isNotNull();
    }

    @Test
    void definitionsAloneFitAnywhere() {
        assertThat(new Space(0, 0).doubt(Format.PLAIN)).isNull();
    }
}
