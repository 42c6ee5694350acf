/** Functions in API form, and the names of runtimes. */
package dev.brume.lambda.shape;
