/** Published versions of functions. */
package dev.brume.lambda.version;
