package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.JsonNode;

/** The result of a request to the control plane. */
sealed interface RequestOutcome {

    /**
     * The request succeeded.
     *
     * @param body JSON, missing if there is none
     */
    record Done(JsonNode body) implements RequestOutcome {}

    /**
     * The control plane does not know the requested object.
     *
     * @param why the cause, as a sentence
     */
    record Unknown(String why) implements RequestOutcome {}

    /**
     * The request failed.
     *
     * @param why cause and remedy, as a sentence
     * @param mayPass whether a retry may succeed without a change by a person
     */
    record Failed(String why, boolean mayPass) implements RequestOutcome {}
}
