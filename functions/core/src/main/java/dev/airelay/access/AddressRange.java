package dev.airelay.access;

import java.net.InetAddress;
import java.util.Arrays;

/// Internet addresses that begin with the same bits, as CIDR writes them
/// (https://www.rfc-editor.org/rfc/rfc4632#section-3.1, read 2026-11-21): `198.51.100.0/24`,
/// `2001:db8::/32`, or a single address without a length.
///
/// An IPv4 address that comes mapped into IPv6 (`::ffff:198.51.100.7`) counts as the IPv4 address.
public final class AddressRange {
    private final String text;
    private final byte[] network;
    private final int bits;

    private AddressRange(String text, byte[] network, int bits) {
        this.text = text;
        this.network = network;
        this.bits = bits;
    }

    /// @throws IllegalArgumentException when the text is no such range
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = literal(slash < 0 ? text : text.substring(0, slash));
        int most = network.length * Byte.SIZE;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException(text + " has a length beyond 0 to " + most);
        }
        return new AddressRange(text, network, bits);
    }

    /// @param address what is no address is in no range
    public boolean contains(String address) {
        byte[] other;
        try {
            other = literal(address);
        } catch (IllegalArgumentException _) {
            return false;
        }
        if (other.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            int index = bit / Byte.SIZE;
            if ((network[index] & mask) != (other[index] & mask)) {
                return false;
            }
        }
        return true;
    }

    /// Never asks a name server.
    private static byte[] literal(String text) {
        return InetAddress.ofLiteral(text).getAddress();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range
                && range.bits == bits
                && Arrays.equals(range.network, network);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + bits;
    }

    /// As it was written.
    @Override
    public String toString() {
        return text;
    }
}
