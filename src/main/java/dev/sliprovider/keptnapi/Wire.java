package dev.sliprovider.keptnapi;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;

/**
 * What requests go over.
 *
 * @param held by all clients together
 */
record Wire(Vertx vertx, HttpClient http, HeldAnswers held) {}
