package dev.airelay.guess;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Who tries codes or passwords.
///
/// @param network the client's address; for IPv6 its first 64 bits, because whoever has one such
///   address has all with the same beginning (https://www.rfc-editor.org/rfc/rfc4291#section-2.5.4,
///   read 2026-11-21)
public record Guesser(String userId, String network) {
    private static final int IPV6_NETWORK_BYTES = 8;

    /// @param address an IP address; what is none counts as a network of its own
    public static Guesser of(String userId, String address) {
        return new Guesser(userId, network(address));
    }

    /// Of tries that are counted apart from all others.
    ///
    /// @param purpose such as `login`
    /// @param who what is tried, such as an account
    public static Guesser of(String purpose, String who, String address) {
        return new Guesser(purpose + "/" + who, purpose + "/" + network(address));
    }

    private static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), IPV6_NETWORK_BYTES))
                            + "/64"
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
