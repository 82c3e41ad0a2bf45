/**
 * PromQL, the query language of Prometheus, as data: {@link dev.sliprovider.promql.Promql} reads a query into a tree with
 * positions and types, or says where and why Prometheus would refuse it. {@link dev.sliprovider.promql.QueryReview} lists
 * what is suspicious about a query that is valid, and {@link dev.sliprovider.promql.LexicalContext} says what surrounds an
 * offset of a text that is not complete yet.
 *
 * <p>The reference is Prometheus 3.5, the release with long-term support, with its default settings. Positions are
 * offsets in {@code char}s from the beginning of the text, counted from 0.
 */
package dev.sliprovider.promql;
