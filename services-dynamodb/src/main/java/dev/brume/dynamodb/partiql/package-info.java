/**
 * DynamoDB's dialect of PartiQL: statements as trees over the same conditions and updates that
 * expressions become.
 */
package dev.brume.dynamodb.partiql;
