package dev.runbook.sandbox;

/// A process that starts a sandbox, says where its data are, and stays until it is ended.
final class SandboxOwner {
    private SandboxOwner() {}

    public static void main(String[] arguments) throws Exception {
        Sandbox sandbox = Sandbox.start(SandboxOptions.standard());
        System.out.println(sandbox.dataDirectory());
        System.in.read();
    }
}
