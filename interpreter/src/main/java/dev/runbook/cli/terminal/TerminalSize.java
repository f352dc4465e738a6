package dev.runbook.cli.terminal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Asks the terminal how wide it is, each time anew, since people resize it: `ioctl` with `TIOCGWINSZ`, a `struct winsize`
/// of four unsigned shorts, of which the second is the number of columns.
final class TerminalSize implements IntSupplier {
    private static final int OTHERWISE = 80;
    private static final int LEAST = 20;
    private static final int STANDARD_OUTPUT = 1;
    private static final long LINUX = 0x5413;
    private static final long MAC = 0x4008_7468L;

    private @Nullable MethodHandle ioctl;

    @Override
    public int getAsInt() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(MemoryLayout.sequenceLayout(4, ValueLayout.JAVA_SHORT));
            long request = System.getProperty("os.name", "").startsWith("Mac") ? MAC : LINUX;
            int answer = (int) ioctl().invokeExact(STANDARD_OUTPUT, request, size);
            int columns = answer == 0 ? size.getAtIndex(ValueLayout.JAVA_SHORT, 1) & 0xffff : 0;
            return columns < LEAST ? OTHERWISE : columns;
        } catch (Throwable _) {
            return OTHERWISE;
        }
    }

    /// Calls into C are allowed to the launcher, which says so to Java.
    @SuppressWarnings("restricted")
    private MethodHandle ioctl() {
        MethodHandle known = ioctl;
        if (known == null) {
            Linker linker = Linker.nativeLinker();
            known = linker.downcallHandle(linker.defaultLookup().find("ioctl").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
                            ValueLayout.ADDRESS),
                    Linker.Option.firstVariadicArg(2));
            ioctl = known;
        }
        return known;
    }
}
