package dev.airelay.sse;

import dev.airelay.json.JsonScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One event of an event stream, as a view into the parser's buffer: valid only until the sink
/// returns.
///
/// A block without `data` (comments, a lone `retry`) counts as a frame too, so that raw bytes are
/// complete.
public final class SseFrame {
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);

    private byte[] raw = new byte[0];
    private int rawFrom;
    private int rawTo;
    private int eventFrom;
    private int eventTo;
    private byte[] data = raw;
    private int dataFrom;
    private int dataTo;
    private int dataLines;
    private byte[] joined = raw;

    SseFrame() {}

    /// The array that holds the frame as it came, from [#rawFrom()] to [#rawTo()], its blank line
    /// included.
    public byte[] raw() {
        return raw;
    }

    public int rawFrom() {
        return rawFrom;
    }

    public int rawTo() {
        return rawTo;
    }

    public boolean hasData() {
        return dataLines > 0;
    }

    /// The array that holds the event's data from [#dataFrom()] to [#dataTo()]; several `data`
    /// lines are joined by LF.
    public byte[] data() {
        return data;
    }

    public int dataFrom() {
        return dataFrom;
    }

    public int dataTo() {
        return dataTo;
    }

    /// Whether the event's name is this one. An event without a name has the empty name.
    public boolean eventIs(byte[] name) {
        return JsonScan.is(raw, eventFrom, eventTo, name);
    }

    /// A copy of the data as text, for the rare frame that needs it.
    public String dataText() {
        return new String(data, dataFrom, dataTo - dataFrom, StandardCharsets.UTF_8);
    }

    /// Makes this a view of the block between `from` and `to`; its fields begin at `firstLine`.
    void view(byte[] buffer, int from, int firstLine, int to) {
        raw = buffer;
        rawFrom = from;
        rawTo = to;
        eventFrom = eventTo = 0;
        data = buffer;
        dataFrom = dataTo = 0;
        dataLines = 0;
        int line = firstLine;
        while (line < to) {
            int end = line;
            while (end < to && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            field(line, end);
            line = end + 1;
        }
    }

    private void field(int from, int to) {
        if (named(DATA, from, to)) {
            addData(value(from + DATA.length, to), to);
        } else if (named(EVENT, from, to)) {
            eventFrom = value(from + EVENT.length, to);
            eventTo = to;
        }
    }

    private boolean named(byte[] name, int from, int to) {
        int end = from + name.length;
        return end <= to && JsonScan.is(raw, from, end, name) && (end == to || raw[end] == ':');
    }

    private int value(int colon, int to) {
        int from = Math.min(colon + 1, to);
        return from < to && raw[from] == ' ' ? from + 1 : from;
    }

    private void addData(int from, int to) {
        if (dataLines++ == 0) {
            dataFrom = from;
            dataTo = to;
            return;
        }
        int already = dataTo - dataFrom;
        int needed = already + 1 + to - from;
        if (joined.length < needed) {
            joined = Arrays.copyOf(joined, Math.max(needed, joined.length * 2));
        }
        if (dataLines == 2) {
            System.arraycopy(data, dataFrom, joined, 0, already);
        }
        joined[already] = '\n';
        System.arraycopy(raw, from, joined, already + 1, to - from);
        data = joined;
        dataFrom = 0;
        dataTo = needed;
    }
}
