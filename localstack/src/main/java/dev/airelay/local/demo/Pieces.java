package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// A stand-in for a tokenizer: a piece begins at each space and after six characters.
///
/// That gives about the four characters a token that English has, and never cuts a character in
/// two.
final class Pieces {
    private static final int LONGEST = 6;

    /// What an embedded file is taken for, whatever its size.
    private static final int BINARY = 85;

    private Pieces() {}

    static List<String> of(String text) {
        var pieces = new ArrayList<String>();
        int from = 0;
        int length = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (length > 0 && (length == LONGEST || text.charAt(at) == ' ')) {
                pieces.add(text.substring(from, at));
                from = at;
                length = 0;
            }
            length++;
        }
        if (length > 0) {
            pieces.add(text.substring(from));
        }
        return pieces;
    }

    /// How many pieces the texts within a JSON value make; embedded files count a flat amount.
    static int count(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().startsWith("data:") ? BINARY : count(node.textValue());
        }
        int sum = 0;
        for (var field : node.properties()) {
            sum += field.getKey().equals("data") ? BINARY : count(field.getValue());
        }
        if (node.isArray()) {
            for (var element : node) {
                sum += element.isNumber() ? 1 : count(element);
            }
        }
        return sum;
    }

    private static int count(String text) {
        int count = 0;
        int length = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (length == 0 || length == LONGEST || text.charAt(at) == ' ') {
                count++;
                length = 0;
            }
            length++;
        }
        return count;
    }
}
