package dev.runbook.run;

/// What was decided after a failure.
///
/// @param way `rollback`, `stop`, or the name of a recovery
/// @param by who decided: a person, or `runbook`
/// @param person whether it was a person
record WayOut(String way, String by, String why, boolean person) {
    static final String ROLLBACK = "rollback";
    static final String STOP = "stop";
}
