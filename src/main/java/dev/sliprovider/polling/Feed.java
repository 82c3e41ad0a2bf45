package dev.sliprovider.polling;

import dev.sliprovider.keptn.EventType;

/**
 * The events of one type in one project: what one request to the datastore returns.
 *
 * @param project name of the project
 * @param type type of the events
 */
record Feed(String project, EventType type) {}
