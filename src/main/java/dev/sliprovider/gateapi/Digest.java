package dev.sliprovider.gateapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;

/** Identifies a request by its content. */
final class Digest {

    private Digest() {}

    /** @return SHA-256 of the document without its white space, in hexadecimal digits */
    static String of(JsonNode document) {
        return HexFormat.of().formatHex(KnownToken.digest(document.toString()));
    }
}
