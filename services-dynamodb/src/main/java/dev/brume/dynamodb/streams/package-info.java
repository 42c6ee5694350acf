/** DynamoDB Streams: reads the changes of tables. */
package dev.brume.dynamodb.streams;
