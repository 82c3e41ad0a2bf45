package dev.sliprovider.secrets;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for secrets in files, also where they are encoded. One pass: a form is looked at only where its first bytes are. */
final class Search {

    private static final int FIRST_BYTES = Long.BYTES;
    private static final int SHOWN = 60;

    private final Map<Long, List<byte[]>> formsByFirstBytes = new HashMap<>();

    Search(Collection<String> secrets) {
        Set<String> forms = new HashSet<>();
        secrets.forEach(secret -> addForms(secret, forms));
        for (String form : forms) {
            byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
            formsByFirstBytes
                    .computeIfAbsent(firstBytes(bytes), first -> new ArrayList<>())
                    .add(bytes);
        }
    }

    /** @return file and line of each line with a secret, and what stands around it */
    List<String> in(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        var places = new LinkedHashMap<Integer, Integer>();
        long last = 0;
        for (int i = 0; i < content.length; i++) {
            last = last << Byte.SIZE | content[i] & 0xff;
            int start = i + 1 - FIRST_BYTES;
            int longest = 0;
            for (byte[] form : formsByFirstBytes.getOrDefault(last, List.of())) {
                if (start >= 0 && isAt(content, start, form)) {
                    longest = Math.max(longest, form.length);
                }
            }
            if (longest > 0) {
                places.put(start, start + longest);
            }
        }
        return places.isEmpty() ? List.of() : told(file, content, places);
    }

    /** In Latin-1 a character is a byte, so that places stay the same. */
    private static List<String> told(Path file, byte[] content, Map<Integer, Integer> places) {
        byte[] masked = content.clone();
        places.forEach((start, end) -> Arrays.fill(masked, start, end, (byte) '*'));
        String text = new String(masked, StandardCharsets.ISO_8859_1);
        var told = new LinkedHashMap<Long, String>();
        places.forEach((start, end) -> {
            long line = 1 + text.chars().limit(start).filter(c -> c == '\n').count();
            int from = Math.max(text.lastIndexOf('\n', start) + 1, start - SHOWN);
            int lineEnd = text.indexOf('\n', end);
            int to = Math.min(lineEnd < 0 ? text.length() : lineEnd, end + SHOWN);
            told.putIfAbsent(line, file + ":" + line + ": " + text.substring(from, to));
        });
        return List.copyOf(told.values());
    }

    private static void addForms(String secret, Set<String> forms) {
        String inForm = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String inUrl = inForm.replace("+", "%20");
        String inJson = new String(JsonStringEncoder.getInstance().quoteAsString(secret));
        Stream.of(secret, inForm, lowerCaseHex(inForm), inUrl, lowerCaseHex(inUrl), inJson)
                .forEach(plain -> {
                    forms.add(plain);
                    for (int before = 0; before < 3; before++) {
                        String base64 = inBase64(plain, before);
                        forms.add(base64);
                        forms.add(base64.replace('+', '-').replace('/', '_'));
                    }
                });
    }

    private static String lowerCaseHex(String encoded) {
        return Pattern.compile("%..").matcher(encoded).replaceAll(hex -> hex.group()
                .toLowerCase());
    }

    /**
     * What of a text stands in Base64 whatever is around it, such as a user's name.
     *
     * @param before how many bytes are before it, as far as that matters
     */
    private static String inBase64(String plain, int before) {
        byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        // A character has 6 bits; those that share one with a neighbour are not known.
        return Base64.getEncoder()
                .encodeToString(shifted)
                .substring(Math.ceilDiv(before * 8, 6), shifted.length * 8 / 6);
    }

    private static boolean isAt(byte[] content, int start, byte[] form) {
        return start + form.length <= content.length
                && Arrays.equals(content, start, start + form.length, form, 0, form.length);
    }

    private static long firstBytes(byte[] form) {
        long first = 0;
        for (int i = 0; i < FIRST_BYTES; i++) {
            first = first << Byte.SIZE | form[i] & 0xff;
        }
        return first;
    }
}
