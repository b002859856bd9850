package dev.airelay.hash;

/// The 64-bit hash FNV-1a (https://datatracker.ietf.org/doc/html/draft-eastlake-fnv, read
/// 2026-11-21): cheap, and good enough where nobody gains by a collision.
public final class Fnv1a {
    /// Of nothing.
    public static final long EMPTY = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private Fnv1a() {}

    /// Of a text's UTF-16 units, which is that of its bytes where it is ASCII.
    public static long of(String text) {
        long hash = EMPTY;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    /// Goes on from the hash of what comes before.
    public static long after(long before, byte[] bytes, int from, int to) {
        long hash = before;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * PRIME;
        }
        return hash;
    }
}
