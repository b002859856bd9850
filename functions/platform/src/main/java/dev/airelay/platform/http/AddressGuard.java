package dev.airelay.platform.http;

import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/// Resolves names, and refuses those that lead where the relay must not call.
///
/// Whoever connects uses the addresses it returned and resolves again for each new connection, so a
/// name that changes its address between check and use gains nothing. Safe for use by many threads.
public final class AddressGuard {
    /// Turns a name or an address in text form into addresses.
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /// A host whose last label begins with a digit is no name but an IPv4 address in some notation.
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?[0-9][^.:]*\\.?");

    private static final Pattern DOTTED_DECIMAL =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    private final AddressPolicy policy;
    private final Resolver resolver;

    public AddressGuard(AddressPolicy policy) {
        this(policy, InetAddress::getAllByName);
    }

    public AddressGuard(AddressPolicy policy, Resolver resolver) {
        this.policy = policy;
        this.resolver = resolver;
    }

    /// The addresses of `host`, all of them allowed. Blocks as long as the system's resolver does.
    ///
    /// @throws RelayException with `UpstreamBroken(ADDRESS)` when one of them is forbidden, or the
    ///   host is an address in a notation other than the usual one (`2130706433`, `0x7f.1`,
    ///   `010.0.0.1`)
    List<InetAddress> resolve(String host) throws UnknownHostException {
        if (NUMERIC.matcher(host).matches() && !DOTTED_DECIMAL.matcher(host).matches()) {
            throw refusal();
        }
        var addresses = List.of(resolver.resolve(host));
        if (!addresses.stream().allMatch(policy::allows)) {
            throw refusal();
        }
        return addresses;
    }

    static RelayException refusal() {
        return new RelayException(new UpstreamBroken(UpstreamBroken.How.ADDRESS));
    }
}
