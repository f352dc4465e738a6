package dev.runbook.settle;

import dev.runbook.settle.Sight.Thing;
import java.util.ArrayList;
import java.util.List;

/// Compares what the catalogs show now with what they showed before a statement was sent.
record Judgement(Deed deed, Sight before, Sight now) {

    Fate fate() {
        return switch (deed.verb()) {
            case MAKE -> made();
            case REMOVE -> removed();
            case VALIDATE -> validated();
            case REBUILD -> rebuilt();
            case AGAIN -> leftovers().isEmpty()
                    ? new Fate.Again("it can be done again without harm")
                    : half(leftovers(), "left invalid");
            case CHANGE -> new Fate.Unknown("the catalogs do not tell whether it was done");
            case ANYTHING -> new Fate.Unknown("it may have done a part of its work");
        };
    }

    private Fate made() {
        List<Thing> made = now.things().stream().filter(thing -> !before.has(thing.id())).filter(this::isMeant)
                .toList();
        if (made.isEmpty()) {
            return new Fate.NotDone(before.named(deed.name()).isEmpty()
                    ? what("") + "is not there"
                    : what("") + "was there before it");
        }
        if (made.stream().allMatch(Thing::good) || !isIndex()) {
            return new Fate.Done(names(made) + " is there, and was not before it");
        }
        return made.size() == 1
                ? half(made, "is there and invalid, and was not there before")
                : new Fate.Unknown(names(made) + " are new, and not all of them valid");
    }

    private boolean isMeant(Thing thing) {
        return deed.name().isEmpty() || thing.name().equals(deed.name());
    }

    private Fate removed() {
        List<Thing> was = before.named(deed.name());
        if (was.size() > 1) {
            return new Fate.Unknown("there are several " + deed.name());
        }
        if (was.isEmpty()) {
            return new Fate.NotDone(what("") + "was not there before it");
        }
        Thing thing = was.getFirst();
        List<Thing> still = now.things().stream().filter(other -> other.id().equals(thing.id())).toList();
        if (still.isEmpty()) {
            return new Fate.Done(names(was) + " was there before it, and is not any more");
        }
        if (still.getFirst().good() || !thing.good()) {
            return new Fate.NotDone(names(still) + " is there as it was before");
        }
        return deed.matter() == Matter.PARTITIONS
                ? new Fate.Half(List.of("ALTER TABLE " + still.getFirst().version() + " DETACH PARTITION "
                        + still.getFirst().quoted() + " FINALIZE"), true, names(still)
                                + " is being detached, which wants FINALIZE, and was not before it")
                : new Fate.Half(List.of(), false, names(still) + " is invalid, and was valid before it");
    }

    private Fate validated() {
        return now.named(deed.name()).stream().anyMatch(Thing::good)
                ? new Fate.Done(what("constraint ") + "is validated")
                : new Fate.NotDone(what("constraint ") + "is not validated");
    }

    /// Those that were invalid before are not rebuilt, nor taken for leftovers.
    private Fate rebuilt() {
        List<Thing> meant = before.things().stream().filter(Thing::good).filter(this::isMeant).toList();
        List<Thing> left = leftovers();
        boolean all = meant.stream().noneMatch(thing -> now.things().stream().anyMatch(other -> other.good()
                && other.id().equals(thing.id()) && other.version().equals(thing.version())));
        if (left.isEmpty()) {
            return all && !meant.isEmpty()
                    ? new Fate.Done(names(meant) + " is another one than before it")
                    : new Fate.NotDone("not all that it was to rebuild has been rebuilt; doing it again does no harm");
        }
        return new Fate.Half(drops(left), all && !meant.isEmpty(), names(left) + " is invalid, and was not before it");
    }

    /// Invalid indexes that were not invalid before: new ones, and old ones that have been replaced.
    private List<Thing> leftovers() {
        return isIndex()
                ? now.things().stream().filter(thing -> !thing.good())
                        .filter(thing -> before.things().stream()
                                .noneMatch(other -> other.id().equals(thing.id()) && !other.good()))
                        .toList()
                : List.of();
    }

    private Fate half(List<Thing> left, String words) {
        return new Fate.Half(drops(left), false, names(left) + " " + words);
    }

    private static List<String> drops(List<Thing> indexes) {
        List<String> drops = new ArrayList<>();
        indexes.forEach(index -> drops.add("DROP INDEX CONCURRENTLY " + index.quoted()));
        return drops;
    }

    private boolean isIndex() {
        return switch (deed.matter()) {
            case INDEXES, INDEXES_BY_INDEX, INVALID_INDEXES -> true;
            case CONSTRAINTS, COLUMNS, PARTITIONS, LABELS, NEW_RELATION, RELATION, DATABASES, NONE -> false;
        };
    }

    private String what(String kind) {
        return deed.name().isEmpty() ? "what it was to make " : kind + deed.name() + " ";
    }

    private static String names(List<Thing> things) {
        return String.join(", ", things.stream().map(Thing::shown).toList());
    }
}
