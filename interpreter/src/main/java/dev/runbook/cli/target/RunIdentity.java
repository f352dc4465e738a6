package dev.runbook.cli.target;

import dev.runbook.model.Runbook;
import dev.runbook.story.RunHeader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/// What a run is called, everywhere: its folder, its sessions, its report.
///
/// @param stamp the start in UTC, as file names like it: `20261120-131500`
/// @param hash six hexadecimal digits that no other run of the same second has
/// @param fileHash SHA-256 of the runbook's text
public record RunIdentity(Instant started, String stamp, String runbook, String hash, String fileHash, String operator,
        String host) {
    private static final int STAMP_LENGTH = "20261120-131500".length();
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .withZone(ZoneOffset.UTC);

    public static RunIdentity of(Runbook runbook, Clock clock) {
        byte[] random = new byte[3];
        new SecureRandom().nextBytes(random);
        Instant now = clock.instant();
        return new RunIdentity(now, STAMP.format(now), runbook.head().id(), HexFormat.of().formatHex(random),
                sha256(runbook.texts().getFirst().text()), System.getProperty("user.name", "unknown"), hostName());
    }

    /// The identity of a run that is taken up again.
    public static RunIdentity of(RunHeader header, Instant started) {
        String run = header.run();
        String hash = run.substring(run.lastIndexOf('-') + 1);
        return new RunIdentity(started, run.substring(0, STAMP_LENGTH), header.runbook(), hash, header.fileHash(),
                header.operator(), header.host());
    }

    public String id() {
        return stamp + "-" + runbook + "-" + hash;
    }

    /// Begins with the run's hash, so that it survives being cut at 63 bytes.
    public String application() {
        return "runbook " + hash + " " + runbook;
    }

    /// What the next operator is shown of the run.
    Badge badge(String step) {
        return Badge.of(hash, operator, host, started, runbook, step);
    }

    private static String hostName() {
        try {
            return java.net.InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException _) {
            return "unknown";
        }
    }

    public static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
