package dev.airelay.bench.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The kernel's own limit: a control group with a quota.
///
/// Sources: https://docs.kernel.org/admin-guide/cgroup-v2.html,
/// https://docs.kernel.org/scheduler/sched-bwc.html (read 2026-11-27).
final class CpuGroup implements CpuLimit {
    /// The two forms in which kernels offer it.
    enum Kind {
        V2(Path.of("/sys/fs/cgroup")) {
            @Override
            boolean isOffered() throws IOException {
                Path enabled = root().resolve("cgroup.subtree_control");
                if (!Files.isWritable(enabled)) {
                    return false;
                }
                Files.writeString(enabled, "+cpu");
                return true;
            }

            @Override
            void limit(Path group, long quota, long period) throws IOException {
                Files.writeString(group.resolve("cpu.max"), quota + " " + period);
            }
        },
        V1(Path.of("/sys/fs/cgroup/cpu")) {
            @Override
            boolean isOffered() {
                return Files.isWritable(root().resolve("cpu.cfs_quota_us"));
            }

            @Override
            void limit(Path group, long quota, long period) throws IOException {
                Files.writeString(group.resolve("cpu.cfs_period_us"), Long.toString(period));
                Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
            }
        };

        private final Path root;

        Kind(Path root) {
            this.root = root;
        }

        Path root() {
            return root;
        }

        abstract boolean isOffered() throws IOException;

        /// @param quota of CPU in a period; both in microseconds
        abstract void limit(Path group, long quota, long period) throws IOException;

        /// Whether this process may make groups with a quota.
        boolean isUsable() {
            try {
                return isOffered() && Files.isWritable(root);
            } catch (IOException refused) {
                return false;
            }
        }
    }

    private final Standstill process;
    private final Path group;
    private final Kind kind;

    private CpuGroup(Standstill process, Path group, Kind kind) {
        this.process = process;
        this.group = group;
        this.kind = kind;
    }

    static CpuGroup around(long pid, double cores, Kind kind) throws IOException {
        Path group = Files.createDirectory(kind.root().resolve("relay-bench-" + pid));
        long period = PERIOD.toNanos() / 1_000;
        kind.limit(group, Math.round(cores * period), period);
        Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
        return new CpuGroup(new Standstill(pid), group, kind);
    }

    @Override
    public String how() {
        return "limited by the kernel (cgroup "
                + kind.name().toLowerCase(Locale.ROOT)
                + ", periods of "
                + PERIOD.toMillis()
                + " ms)";
    }

    @Override
    public void stop() throws IOException {
        process.stop();
    }

    @Override
    public void resume() {
        process.resume();
    }

    /// A group is removed when it is empty; its processes go back to the root.
    @Override
    public void close() throws IOException {
        List<String> members = Files.readAllLines(group.resolve("cgroup.procs"));
        for (String member : members) {
            Files.writeString(kind.root().resolve("cgroup.procs"), member);
        }
        Files.delete(group);
    }
}
