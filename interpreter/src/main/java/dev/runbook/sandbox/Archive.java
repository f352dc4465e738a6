package dev.runbook.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/// The form in which server programs are published: a jar around one `tar.xz`.
final class Archive {
    private Archive() {}

    /// Unpacks the archive in a jar into a folder. `tar` does the files, as it knows their modes and links; `xz`, which
    /// small machines lack, is done here.
    static void unpack(Path jar, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile()); InputStream packed = zip.getInputStream(entry(zip))) {
            Process tar = Program.builder(folder, List.of("tar", "-xof", "-")).redirectErrorStream(true).start();
            try (InputStream content = new XZInputStream(packed); OutputStream into = tar.getOutputStream()) {
                content.transferTo(into);
            }
            String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (tar.onExit().join().exitValue() != 0) {
                throw new IOException("tar: " + said.strip());
            }
        }
    }

    private static ZipEntry entry(ZipFile zip) throws IOException {
        return zip.stream().filter(entry -> entry.getName().endsWith(".txz")).findFirst()
                .orElseThrow(() -> new IOException("no .txz in " + zip.getName()));
    }
}
