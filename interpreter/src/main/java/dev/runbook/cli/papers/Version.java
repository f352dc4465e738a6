package dev.runbook.cli.papers;

import picocli.CommandLine.IVersionProvider;

/// The program's version, as its jar states it.
public final class Version implements IVersionProvider {

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "from its classes" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[]{"runbook " + text()};
    }
}
