/** URLs of functions. */
package dev.brume.lambda.url;
