/**
 * DynamoDB's expressions: grammars, trees, and their evaluation on items. Parsed trees do not
 * depend on a request and are cached by text; binding adds a request's names and values. Legacy
 * conditions and updates are converted to the same trees.
 */
package dev.brume.dynamodb.expression;
