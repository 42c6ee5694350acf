/** Items as text: the formats of exports to S3 and imports from S3. */
package dev.brume.dynamodb.transfer;
