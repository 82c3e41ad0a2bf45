package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.JsonNode;

/** The result of a request to the control plane. */
sealed interface Reply {

    /**
     * The request succeeded.
     *
     * @param body JSON, missing if there is none
     */
    record Done(JsonNode body) implements Reply {}

    /**
     * The control plane does not know the requested object.
     *
     * @param why for people
     */
    record Unknown(String why) implements Reply {}

    /**
     * The request failed.
     *
     * @param why for people, with what to do
     * @param mayPass whether a retry may succeed without a change by a person
     */
    record Failed(String why, boolean mayPass) implements Reply {}
}
