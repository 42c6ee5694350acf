/** Tags of functions and of what else has any. */
package dev.brume.lambda.tag;
