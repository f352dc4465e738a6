package dev.runbook.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Under whom the server's programs run: they refuse root.
///
/// @param prefix what stands before a command to run it under this account
/// @param owner who must own the server's files, or null when whoever made them does
record Account(List<String> prefix, @Nullable UserPrincipal owner) {
    private static final Account OURSELVES = new Account(List.of(), null);
    private static final Account NAMESPACE = new Account(List.of("unshare", "-U"), null);

    /// The accounts to try, best first. For anyone but root there is nothing to choose. For root: the packages' own
    /// `postgres`; a user namespace in which root is nobody (which a container usually forbids); the real nobody.
    static List<Account> candidates(Path ourFolder) throws IOException {
        if (!Integer.valueOf(0).equals(Files.getAttribute(ourFolder, "unix:uid"))) {
            return List.of(OURSELVES);
        }
        List<Account> found = new ArrayList<>(switchingTo("postgres", ourFolder));
        found.add(NAMESPACE);
        found.addAll(switchingTo("nobody", ourFolder));
        return List.copyOf(found);
    }

    /// `setpriv` changes nothing but the user; `runuser` is where it is missing.
    private static List<Account> switchingTo(String user, Path folder) throws IOException {
        try {
            UserPrincipal owner = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
            String group = Program.run(folder, List.of("id", "-g", user)).output().strip();
            return List.of(Program.find("setpriv").isPresent()
                    ? new Account(List.of("setpriv", "--reuid", user, "--regid", group, "--clear-groups"), owner)
                    : new Account(List.of("runuser", "-u", user, "--"), owner));
        } catch (UserPrincipalNotFoundException _) {
            return List.of();
        }
    }

    List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program);
        command.addAll(List.of(arguments));
        return command;
    }

    /// Hands a file over to this account.
    void own(Path file) throws IOException {
        if (owner != null) {
            Files.setOwner(file, owner);
        }
    }

    /// Lets this account pass through a folder of ours to its own files in it.
    void admitTo(Path folder) throws IOException {
        if (owner != null) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }
}
