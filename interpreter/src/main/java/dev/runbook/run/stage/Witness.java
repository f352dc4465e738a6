package dev.runbook.run.stage;

import dev.runbook.evidence.CatalogChange;
import dev.runbook.evidence.CatalogSight;
import dev.runbook.evidence.CatalogSight.Moment;
import java.util.List;

/// Looks at the database's catalog before and after a run, so that the story says what the run changed in it. A
/// run whose steps are all known to read only is spared it.
@FunctionalInterface
public interface Witness {

    /// What was seen, secrets taken out.
    ///
    /// @param changes what differs from how it was before; none at that moment itself
    /// @param omitted how many objects more differ
    record Testimony(CatalogSight sight, List<CatalogChange> changes, long omitted) {}

    /// Looks. What cannot be read is a part of the testimony, never a failure.
    Testimony look(Moment moment);
}
