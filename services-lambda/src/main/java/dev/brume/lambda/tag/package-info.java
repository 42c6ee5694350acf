/** Tags of functions and other resources. */
package dev.brume.lambda.tag;
