package dev.runbook.shell.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The processes of this machine, read from `/proc`, or from `ps` where there is none.
final class ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final boolean LINUX = Files.exists(Path.of("/proc/self/stat"));

    private ProcessTable() {}

    /// A process.
    ///
    /// @param start when it was started, in a number that tells apart two processes with the same id; 0 from `ps`
    record Entry(long pid, long parent, long group, long session, char state, long start) {
        boolean alive() {
            return state != 'Z' && state != 'X';
        }

        boolean sameProcess(@Nullable Entry other) {
            return other != null && other.pid == pid && other.start == start;
        }
    }

    static List<Entry> all() {
        return where(_ -> true);
    }

    /// The processes that can have been started after this one, at a smaller price than all.
    static List<Entry> youngerThan(long pid) {
        return LINUX && lastPid() >= pid ? where(other -> other > pid) : all();
    }

    /// What the process runs, or its name in brackets.
    static String command(long pid) {
        String line = LINUX
                ? read(PROC.resolve(pid + "/cmdline")).replace('\0', ' ').strip()
                : ps("-p", Long.toString(pid), "-o", "command=").strip();
        return line.isEmpty() ? "[" + read(PROC.resolve(pid + "/comm")).strip() + "]" : line;
    }

    /// What tells this process from every other with its id: the boot, the namespace and the start.
    static String identity(long pid) {
        if (LINUX) {
            Entry entry = stat(Long.toString(pid));
            return entry == null ? "" : machine() + ":" + entry.start;
        }
        return ProcessHandle.of(pid).flatMap(p -> p.info().startInstant()).map(s -> "ps:" + s.toEpochMilli())
                .orElse("");
    }

    /// Whether the process with this id is the one that had this identity, or is gone, on the same machine.
    static boolean mayStillExist(long pid, String identity) {
        String now = identity(pid);
        return now.equals(identity) || (now.isEmpty() && (!LINUX || identity.startsWith(machine() + ":")));
    }

    /// The start that an identity tells, in the table's own unit.
    static long start(String identity) {
        return LINUX && !identity.isEmpty() ? Long.parseLong(identity.substring(identity.lastIndexOf(':') + 1)) : 0;
    }

    private static String machine() {
        try {
            return read(PROC.resolve("sys/kernel/random/boot_id")).strip() + ":"
                    + Files.readSymbolicLink(PROC.resolve("self/ns/pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Entry> where(LongPredicate wanted) {
        return LINUX ? fromProc(wanted) : fromPs();
    }

    private static List<Entry> fromProc(LongPredicate wanted) {
        List<Entry> found = new ArrayList<>();
        String[] names = PROC.toFile().list();
        for (String name : names == null ? new String[0] : names) {
            if (Character.isDigit(name.charAt(0)) && wanted.test(Long.parseLong(name))) {
                Entry entry = stat(name);
                if (entry != null) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /// `pid (command) state ppid pgrp session …`, the start as the 22nd; the command may hold anything.
    private static @Nullable Entry stat(String pid) {
        String line = read(PROC.resolve(pid + "/stat"));
        int end = line.lastIndexOf(')');
        if (end < 0) {
            return null;
        }
        String[] f = line.substring(end + 2).split(" ");
        return new Entry(Long.parseLong(pid), Long.parseLong(f[1]), Long.parseLong(f[2]), Long.parseLong(f[3]),
                f[0].charAt(0), Long.parseLong(f[19]));
    }

    /// The id that was given out last: a lower one than a process's own means that they began again at the bottom.
    private static long lastPid() {
        String load = read(PROC.resolve("loadavg")).strip();
        return load.isEmpty() ? 0 : Long.parseLong(load.substring(load.lastIndexOf(' ') + 1));
    }

    static List<Entry> fromPs() {
        return ps("-A", "-o", "pid=,ppid=,pgid=,state=").lines().map(String::strip).map(l -> l.split(" +"))
                .filter(f -> f.length == 4)
                .map(f -> new Entry(Long.parseLong(f[0]), Long.parseLong(f[1]), Long.parseLong(f[2]), 0,
                        f[3].charAt(0), 0))
                .toList();
    }

    private static String ps(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ps"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(new File("/dev/null")).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file of `/proc`, or nothing when its process is gone.
    private static String read(Path file) {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }
}
