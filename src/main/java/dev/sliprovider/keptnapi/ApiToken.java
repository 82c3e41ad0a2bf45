package dev.sliprovider.keptnapi;

/** Credentials that travel in a header. */
public final class ApiToken {

    private ApiToken() {}

    /**
     * A line break at the end, which a mounted Secret often has, is removed.
     *
     * @param name of the setting, for the message
     * @param setting never repeated
     * @return what is sent
     * @throws IllegalArgumentException if it cannot be sent in a header
     */
    public static String of(String name, String setting) {
        String token = setting.strip();
        if (!token.matches("[!-~]+")) {
            throw new IllegalArgumentException(
                    name + " has characters that cannot be sent in a header; only visible ASCII can");
        }
        return token;
    }
}
