/** Functions: making, changing, reading and deleting them. */
package dev.brume.lambda.function;
