/** Code signing configurations. */
package dev.brume.lambda.signing;
