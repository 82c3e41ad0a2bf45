package dev.sliprovider.prometheus;

import java.util.List;

/**
 * A query and what came of it.
 *
 * @param result of the last attempt
 * @param server who gave it, or would have: its URL without credentials
 * @param remarks what people should know of how it was had, a sentence each
 */
public record Asked(QueryResult result, String server, List<String> remarks) {}
