package dev.sliprovider.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The fields of a form that a browser has sent. */
final class FormFields {

    private static final int MOST = 20;

    private final Map<String, String> fields;

    private FormFields(Map<String, String> fields) {
        this.fields = fields;
    }

    /** @param body of the type application/x-www-form-urlencoded; parts that cannot be read are left out */
    static FormFields parse(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        for (String field : new String(body, StandardCharsets.US_ASCII).split("&", MOST)) {
            int sign = field.indexOf('=');
            if (sign > 0) {
                fields.putIfAbsent(decoded(field.substring(0, sign)), decoded(field.substring(sign + 1)));
            }
        }
        return new FormFields(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** @return the empty text without such a field */
    String get(String name) {
        return fields.getOrDefault(name, "");
    }
}
