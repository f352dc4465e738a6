package dev.runbook.story;

import dev.runbook.evidence.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The course of a step that is still being told.
final class CourseDraft {
    private final List<Course.Try> tries = new ArrayList<>();
    private final List<Course.Wait> waits = new ArrayList<>();
    private @Nullable Instant own;
    private @Nullable Instant others;

    void tried(Event.Tried event) {
        end(event.at());
        tries.add(new Course.Try(event.at().minus(event.took()), event.took(), event.failure(), event.pause(),
                event.left()));
    }

    void watched(Event.Watched event) {
        Waiting waiting = event.waiting();
        if (waiting != null) {
            own = seen(own, waiting.own(), event.at(), true);
            others = seen(others, waiting.others(), event.at(), false);
        }
    }

    /// What goes on at that moment goes on no more.
    void end(Instant at) {
        own = seen(own, null, at, true);
        others = seen(others, null, at, false);
    }

    Course course() {
        return new Course(tries, waits);
    }

    private @Nullable Instant seen(@Nullable Instant since, @Nullable Duration waited, Instant at, boolean itself) {
        if (since != null && waited == null) {
            waits.add(new Course.Wait(since, Duration.between(since, at), itself));
        }
        return waited == null ? null : since == null ? at.minus(waited) : since;
    }
}
