package dev.runbook.shell.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The near ends of the TCP connections that a script's processes have open, by which a server knows them. Known on
/// Linux only, and only for processes of this machine that we may look into.
public final class SocketEnds {
    private static final Pattern INODE = Pattern.compile("socket:\\[(\\d+)]");

    private SocketEnds() {}

    /// @param port of the server at the far end
    /// @return each as `address:port`
    public static Set<String> of(ProcessGroup group, int port) {
        Set<String> inodes = new HashSet<>();
        group.members().forEach(member -> inodes.addAll(sockets(member.pid())));
        Set<String> ends = new HashSet<>();
        if (!inodes.isEmpty()) {
            for (String table : List.of("tcp", "tcp6")) {
                lines(Path.of("/proc/net", table)).forEach(line -> add(line.strip().split("\\s+"), inodes, port, ends));
            }
        }
        return ends;
    }

    private static void add(String[] fields, Set<String> inodes, int port, Set<String> ends) {
        if (fields.length > 9 && inodes.contains(fields[9]) && port(fields[2]) == port) {
            ends.add(address(fields[1].substring(0, fields[1].indexOf(':'))) + ":" + port(fields[1]));
        }
    }

    private static int port(String end) {
        int colon = end.indexOf(':');
        return colon < 0 || !end.substring(colon + 1).matches("[0-9A-F]{4}")
                ? -1
                : Integer.parseInt(end.substring(colon + 1), 16);
    }

    /// The kernel prints each 32-bit word in the machine's own byte order, which is little-endian where we run.
    private static String address(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int word = i / 4 * 4;
            bytes[word + 3 - i % 4] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException _) {
            return "";
        }
    }

    private static Set<String> sockets(long pid) {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                Matcher matcher = INODE.matcher(Files.readSymbolicLink(file).toString());
                if (matcher.matches()) {
                    inodes.add(matcher.group(1));
                }
            }
        } catch (IOException _) {
            // it has ended, or is somebody else's
        }
        return inodes;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }
}
