package dev.runbook.database.locks;

import org.jspecify.annotations.Nullable;

/// The strongest lock that our sessions have on one relation.
///
/// @param relation its oid
/// @param name as the asking session sees it, or null where that does not see it: it is new, or dropped
public record HeldLock(long relation, @Nullable String name, LockMode mode) {}
