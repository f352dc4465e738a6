package dev.runbook.cli;

import java.util.Map;

/// What the program finds around it.
record Surroundings(Terminal terminal, Map<String, String> environment) {}
