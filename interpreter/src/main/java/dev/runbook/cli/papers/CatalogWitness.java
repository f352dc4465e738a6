package dev.runbook.cli.papers;

import dev.runbook.catalog.CatalogDifference;
import dev.runbook.catalog.CatalogDifference.Changes;
import dev.runbook.catalog.CatalogReader;
import dev.runbook.catalog.CatalogText;
import dev.runbook.database.Session;
import dev.runbook.database.fence.Sentinel;
import dev.runbook.evidence.CatalogSight;
import dev.runbook.evidence.CatalogSight.Moment;
import dev.runbook.journal.RunDirectory;
import dev.runbook.problem.Refusal;
import dev.runbook.run.stage.Witness;
import dev.runbook.value.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Has the sentinel read the catalog, and keeps what it read in the run's folder: the first reading is found there
/// again when a run goes on in another process.
public record CatalogWitness(Sentinel sentinel, RunDirectory directory, Secrets secrets) implements Witness {

    @Override
    public Testimony look(Moment moment) {
        CatalogText read = read().with(secrets.mask()::mask);
        List<String> unread = new ArrayList<>(read.unread());
        String file = keep(read, moment, unread);
        Changes changes = moment == Moment.BEFORE ? new Changes(List.of(), 0) : changes(read, unread);
        return new Testimony(new CatalogSight(moment, read.sha256(), read.objects(), file, unread), changes.changes(),
                changes.omitted());
    }

    /// A line that was cut does not keep anybody from looking what is there.
    private CatalogText read() {
        int version = sentinel.identity().versionNumber();
        if (sentinel.isLost()) {
            try (Session looking = sentinel.looking()) {
                return CatalogReader.read(looking::execute, version);
            } catch (Refusal _) {
                // the sentinel's own words say why nothing is read
            }
        }
        return CatalogReader.read(sentinel::execute, version);
    }

    /// A folder that cannot be written any more fails a run where it matters, in its journal, and not here.
    private String keep(CatalogText read, Moment moment, List<String> unread) {
        try {
            directory.write(name(moment), read.text());
            return name(moment);
        } catch (IOException e) {
            unread.add("the reading cannot be kept: " + e.getMessage());
            return "";
        }
    }

    private Changes changes(CatalogText now, List<String> unread) {
        try {
            return CatalogDifference.between(
                    CatalogText.parse(Files.readString(directory.path().resolve(name(Moment.BEFORE)))), now);
        } catch (IOException _) {
            unread.add("there is no reading from before the run to compare with");
            return new Changes(List.of(), 0);
        }
    }

    public static String name(Moment moment) {
        return "catalog-" + moment.name().toLowerCase(Locale.ROOT) + ".txt";
    }
}
