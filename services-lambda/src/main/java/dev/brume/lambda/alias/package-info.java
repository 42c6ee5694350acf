/** Aliases of functions. */
package dev.brume.lambda.alias;
