package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a request to the control plane. */
sealed interface Reply {

    /**
     * It was done.
     *
     * @param body JSON, missing if there is none
     */
    record Done(JsonNode body) implements Reply {}

    /**
     * The control plane does not know what was asked for.
     *
     * @param why for people
     */
    record Unknown(String why) implements Reply {}

    /**
     * It was not done.
     *
     * @param why for people, with what to do
     * @param mayPass whether it may come right without anybody's doing
     */
    record Failed(String why, boolean mayPass) implements Reply {}
}
