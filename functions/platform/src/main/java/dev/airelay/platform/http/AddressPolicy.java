package dev.airelay.platform.http;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses the relay may open a connection to.
///
/// Refused are the special-purpose blocks of IANA's registries, read 2026-11-21:
/// <https://www.iana.org/assignments/iana-ipv4-special-registry> and
/// <https://www.iana.org/assignments/iana-ipv6-special-registry>. Cloud metadata services live
/// inside them (169.254.169.254, fd00:ec2::254).
public enum AddressPolicy {
    /// Addresses of the public internet.
    PUBLIC_ONLY(false),
    /// Those, and this machine's own: for the local runner only.
    ALLOW_LOOPBACK(true);

    private static final List<Network> FORBIDDEN_V4 =
            networks(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // carrier-grade NAT
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarking
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4"); // reserved, broadcast

    /// The only block of IPv6 out of which public addresses are given. Outside of it lie the
    /// unspecified and loopback addresses, those that embed IPv4 (mapped, compatible, NAT64
    /// 64:ff9b::/96), unique local, link-local and multicast ones.
    private static final Network GLOBAL_V6 = Network.of("2000::/3");

    private static final List<Network> FORBIDDEN_V6 =
            networks(
                    "2001::/23", // protocol assignments: Teredo, benchmarking, ORCHID
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "3fff::/20"); // documentation

    private final boolean loopback;

    AddressPolicy(boolean loopback) {
        this.loopback = loopback;
    }

    public boolean allows(InetAddress address) {
        if (loopback && address.isLoopbackAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? FORBIDDEN_V4.stream().noneMatch(network -> network.contains(bytes))
                : GLOBAL_V6.contains(bytes)
                        && FORBIDDEN_V6.stream().noneMatch(network -> network.contains(bytes));
    }

    private static List<Network> networks(String... cidrs) {
        return Stream.of(cidrs).map(Network::of).toList();
    }

    private record Network(@SuppressWarnings("ArrayRecordComponent") byte[] prefix, int bits) {
        static Network of(String cidr) {
            int slash = cidr.indexOf('/');
            return new Network(
                    InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress(),
                    Integer.parseInt(cidr.substring(slash + 1)));
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if (((prefix[bit >> 3] ^ address[bit >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
