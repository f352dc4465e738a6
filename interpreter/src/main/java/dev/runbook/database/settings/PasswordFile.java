package dev.runbook.database.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// libpq's password file: `host:port:database:user:password` a line, the first that matches counts.
/// Source: "The Password File" in PostgreSQL's libpq chapter.
final class PasswordFile {
    private static final Set<PosixFilePermission> ALLOWED = Set.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path file;
    private final List<String> remarks;

    /// @param remarks takes a sentence when the file is there but is not used
    PasswordFile(Path file, List<String> remarks) {
        this.file = file;
        this.remarks = remarks;
    }

    @Nullable
    Password password(String host, int port, String database, String user) {
        List<String> wanted = List.of(host.startsWith("/") && isDefault(host) ? "localhost" : host,
                Integer.toString(port), database, user);
        for (String line : usable() ? lines() : List.<String>of()) {
            List<String> fields = fields(line);
            if (fields.size() == 5 && matches(fields, wanted)) {
                return fields.getLast().isEmpty() ? null : new Password(fields.getLast());
            }
        }
        return null;
    }

    private static boolean isDefault(String directory) {
        return SocketDirectory.USUAL.contains(directory);
    }

    private static boolean matches(List<String> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// libpq does not read a file that others may read, and neither do we.
    private boolean usable() {
        try {
            if (!Files.isRegularFile(file)) {
                return false;
            }
            boolean own = ALLOWED.containsAll(Files.getPosixFilePermissions(file));
            if (!own) {
                remarks.add(
                        "The password file " + file + " is not used because others may read it: chmod 0600 " + file);
            }
            return own;
        } catch (IOException | UnsupportedOperationException _) {
            return Files.isReadable(file);
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            remarks.add("The password file " + file + " cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    /// The line's fields, split at its first four bare colons, without backslashes.
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ':' && fields.size() < 4) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                boolean escapes = c == '\\' && i + 1 < line.length();
                field.append(escapes ? line.charAt(++i) : c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
