/** Functions: create, update, read and delete. */
package dev.brume.lambda.function;
