package dev.runbook.load;

import dev.runbook.reading.Fields;
import dev.runbook.shell.Host;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads `hosts`: commands that reach another place. `ssh` and `sudo` are known for what they are, since they want
/// options of ours; any other command is taken as it stands.
final class HostReader {
    private HostReader() {}

    static Map<String, Host> read(Fields fields) {
        Map<String, Host> hosts = new LinkedHashMap<>();
        for (Node.Entry entry : fields.entries("hosts")) {
            if (entry.name().equals(Host.LOCAL)) {
                fields.reading().problems().error(entry.key().span(), "\"local\" is what this machine is called",
                        "Give this host another name.");
            }
            if (entry.value() instanceof Mapping mapping) {
                String command = new Fields(mapping, fields.reading()).text("exec", "");
                hosts.put(entry.name(), host(Host.Exec.of(command, null).command()));
            }
        }
        return hosts;
    }

    private static Host host(List<String> words) {
        if (words.size() > 1 && words.getFirst().equals("ssh")) {
            return new Host.Ssh(words.getLast(), words.subList(1, words.size() - 1), null);
        }
        int user = words.indexOf("-u");
        boolean sudo = !words.isEmpty() && words.getFirst().equals("sudo") && user > 0 && user == words.size() - 2;
        return sudo ? new Host.Sudo(words.getLast(), null) : new Host.Exec(words, null);
    }
}
