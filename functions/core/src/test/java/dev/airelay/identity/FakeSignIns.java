package dev.airelay.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sign-ins in memory.
public final class FakeSignIns implements SignInStore, Standings {
    private final MemberStore members;
    private final Map<String, SignIn> byId = new HashMap<>();

    public FakeSignIns(MemberStore members) {
        this.members = members;
    }

    private static String key(String userId, String id) {
        return userId + "/" + id;
    }

    @Override
    public synchronized void add(SignIn signIn) {
        byId.put(key(signIn.userId(), signIn.id()), signIn);
    }

    @Override
    public synchronized List<SignIn> of(String userId) {
        return byId.values().stream().filter(one -> one.userId().equals(userId)).toList();
    }

    /// Changes what differs between the two alone.
    @Override
    public synchronized boolean replace(SignIn before, SignIn after) {
        var key = key(before.userId(), before.id());
        var stored = byId.get(key);
        if (stored == null || !stored.chain().current().equals(before.chain().current())) {
            return false;
        }
        boolean counted = before.credentials() != after.credentials();
        byId.put(key, counted ? after : after.withCredentials(stored.credentials()));
        return true;
    }

    @Override
    public synchronized boolean remove(String userId, String id) {
        return byId.remove(key(userId, id)) != null;
    }

    @Override
    public synchronized Optional<SignIn> find(String userId, String id) {
        return Optional.ofNullable(byId.get(key(userId, id)));
    }

    @Override
    public Optional<Standing> standing(String userId, String signInId) {
        return find(userId, signInId)
                .flatMap(signIn ->
                        members.find(userId)
                                .map(member ->
                                        new Standing(
                                                member.enabled(),
                                                member.role(),
                                                member.credentials(),
                                                signIn.credentials(),
                                                signIn.expiresAt())));
    }
}
