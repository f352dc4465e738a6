package dev.runbook.database.locks;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Who waits for whom. `pg_blocking_pids` knows the next in line only; here the whole queue is followed.
///
/// @param blockers for each session that waits, those who keep it waiting
record WaitGraph(Map<Integer, Set<Integer>> blockers) {

    static WaitGraph of(Map<Integer, Look.Wait> waits) {
        Map<Integer, Set<Integer>> blockers = new LinkedHashMap<>();
        waits.forEach((pid, wait) -> blockers.put(pid, wait.blockers()));
        return new WaitGraph(blockers);
    }

    /// Who waits for one of these, directly or in a queue behind somebody who does; nearest first.
    Set<Integer> behind(Collection<Integer> ours) {
        Set<Integer> found = new LinkedHashSet<>(ours);
        for (int before = 0; before != found.size();) {
            before = found.size();
            blockers.forEach((waiter, keepers) -> {
                if (keepers.stream().anyMatch(found::contains)) {
                    found.add(waiter);
                }
            });
        }
        found.removeAll(ours);
        return found;
    }

    /// Whom one of these waits for, directly or further up the queue; nearest first.
    Set<Integer> before(Collection<Integer> ours) {
        Set<Integer> found = new LinkedHashSet<>();
        Deque<Integer> open = new ArrayDeque<>(ours);
        while (!open.isEmpty()) {
            for (Integer keeper : blockers.getOrDefault(open.poll(), Set.of())) {
                if (!ours.contains(keeper) && found.add(keeper)) {
                    open.add(keeper);
                }
            }
        }
        return found;
    }

    boolean waitsFor(int waiter, Collection<Integer> ours) {
        return blockers.getOrDefault(waiter, Set.of()).stream().anyMatch(ours::contains);
    }
}
