/** Items as text: the formats of exports to S3 and imports from there. */
package dev.brume.dynamodb.transfer;
