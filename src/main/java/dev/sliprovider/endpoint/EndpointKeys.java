package dev.sliprovider.endpoint;

import dev.sliprovider.endpoint.Setting.Style;
import dev.sliprovider.sli.NearestName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the settings of an endpoint from a Secret, or from the folder of a mounted Secret: one key per setting, or the old
 * form with all settings as YAML in one key (contract §8).
 */
final class EndpointKeys {

    /** Key of the old form. */
    static final String YAML = "prometheus-credentials";

    private EndpointKeys() {}

    /**
     * @param place for people
     * @param folder for relative file names
     * @param data values by key; keys that do not begin with PROMETHEUS_ are ignored
     * @throws EndpointException naming the place and the mistake
     */
    static EndpointSettings read(String place, Path folder, Map<String, String> data) {
        boolean hasUrl = !data.getOrDefault(Setting.URL.key(), "").isBlank();
        if (!hasUrl && data.containsKey(YAML)) {
            refuseOthers(place, data);
            String key = place + ", key " + YAML;
            return new EndpointSettings(key, Style.YAML, folder, EndpointYaml.read(key, data.get(YAML)));
        }
        var settings = new EnumMap<Setting, String>(Setting.class);
        data.forEach((key, value) -> setting(place, key).ifPresent(setting -> settings.put(setting, value)));
        if (!hasUrl) {
            throw new EndpointException(
                    place + " has no URL: neither the key " + Setting.URL.key() + " nor " + YAML + " says one");
        }
        var read = new EndpointSettings(place, Style.KEY, folder, settings);
        boolean isLegacyUsedElsewhere = !data.getOrDefault(YAML, "").isBlank()
                && (!settings.containsKey(Setting.USER) || !settings.containsKey(Setting.PASSWORD));
        return isLegacyUsedElsewhere
                ? read.warned(place + " has the keys " + Setting.URL.key() + " and " + YAML + ": the first one is used;"
                        + " prometheus-service uses the other one as long as " + Setting.USER.key() + " or "
                        + Setting.PASSWORD.key() + " is missing. Remove one of both")
                : read;
    }

    /** A mixture of both forms is rejected, because the settings of one form would be ignored silently. */
    private static void refuseOthers(String place, Map<String, String> data) {
        data.forEach((key, value) -> {
            if (Setting.isOurs(key) && !value.isBlank()) {
                throw new EndpointException(place + " has two forms: " + YAML + " and " + key
                        + "; put everything into the one, or " + Setting.URL.key() + " beside the other");
            }
        });
    }

    /** @return whether a key belongs to an endpoint */
    static boolean isRead(String key) {
        return Setting.isOurs(key) || key.equals(YAML);
    }

    /** A misspelt key is rejected, because its credentials would be ignored silently. */
    private static Optional<Setting> setting(String place, String key) {
        Optional<Setting> setting = Setting.ofKey(key);
        if (setting.isEmpty() && Setting.isOurs(key)) {
            throw new EndpointException(place + ": the key " + key + " is no setting; "
                    + meant(key).map(near -> "is " + near.key() + " meant?").orElse("docs/endpoints.md has the list"));
        }
        return setting;
    }

    /** Keys are compared without the prefix that they share. */
    private static Optional<Setting> meant(String key) {
        String name =
                key.substring(Setting.URL.key().length() - Setting.URL.name().length());
        List<String> names = Arrays.stream(Setting.values()).map(Setting::name).toList();
        return NearestName.to(name, names)
                .or(() ->
                        names.stream().filter(each -> each.endsWith("_" + name)).findFirst())
                .map(Setting::valueOf);
    }
}
