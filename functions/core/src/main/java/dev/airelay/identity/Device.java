package dev.airelay.identity;

/// From where somebody signed in, for them to recognise it.
///
/// @param address IP address; empty when unknown
/// @param agent what the program calls itself, at most 200 characters; empty when it does not say
public record Device(String address, String agent) {
    private static final int LONGEST_AGENT = 200;

    public Device {
        agent = agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT);
    }
}
