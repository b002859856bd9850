package dev.airelay.identity;

/// The fakes, by the contracts of the stores.
final class FakesTest implements MemberStoreContract, SignInStoreContract, PolicyStoreContract {
    private final FakeMembers members = new FakeMembers();
    private final FakeSignIns signIns = new FakeSignIns(members);

    @Override
    public MemberStore members() {
        return members;
    }

    @Override
    public InvitationStore invitations() {
        return members;
    }

    @Override
    public SignInStore signIns() {
        return signIns;
    }

    @Override
    public Standings standings() {
        return signIns;
    }

    @Override
    public PolicyStore policies() {
        return members;
    }
}
