/**
 * Finds out why a query has no value: which questions to ask, and what their answers mean. Everything here is a plain
 * function of the
 * query and the answers; the questions are asked elsewhere. What servers say is untrusted: it is shortened and made
 * printable
 * before it becomes a part of a sentence.
 */
package dev.sliprovider.diagnosis;
