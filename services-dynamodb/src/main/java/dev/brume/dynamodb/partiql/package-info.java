/**
 * DynamoDB's dialect of PartiQL: statements, as trees of the same conditions and updates as
 * expressions.
 */
package dev.brume.dynamodb.partiql;
