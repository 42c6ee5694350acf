/**
 * DynamoDB's expressions: a grammar, a tree, and what it means for an item. Parsed trees do not
 * depend on a request and are kept by their text; binding puts a request's names and values into
 * one. Legacy conditions and updates become the same trees.
 */
package dev.brume.dynamodb.expression;
